package no.trekkpaalegg.boot.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation: its headings as one links to them, and where its own links lead. */
record MarkdownPage(Path path, String text) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?)\\s*$");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    static MarkdownPage read(Path path) {
        try {
            return new MarkdownPage(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The anchors that GitHub makes of the headings. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        Matcher heading = HEADING.matcher(FENCED.matcher(text).replaceAll(""));
        while (heading.find()) {
            String anchor = heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-');
            for (int repeated = 1; !anchors.add(anchor); repeated++) {
                anchor = anchor.replaceFirst("(-\\d+)?$", "-" + repeated);
            }
        }
        return anchors;
    }

    /** The links to pages and headings that are not there. */
    List<String> brokenLinks() {
        List<String> broken = new ArrayList<>();
        Matcher link = LINK.matcher(FENCED.matcher(text).replaceAll(""));
        while (link.find()) {
            Path target = link.group(1).isEmpty() ? path : path.resolveSibling(link.group(1));
            String anchor = link.group(2);
            boolean found = Files.exists(target)
                    && (anchor == null || read(target).anchors().contains(anchor));
            if (!found) {
                broken.add(path.getFileName() + " -> " + link.group(1) + (anchor == null ? "" : "#" + anchor));
            }
        }
        return broken;
    }
}
