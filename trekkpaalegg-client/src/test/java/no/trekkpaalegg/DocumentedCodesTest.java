package no.trekkpaalegg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The codes of Maskinporten and the API that the library explains are those of the tables in docs/troubleshooting.md. */
class DocumentedCodesTest {
    private static final Pattern IN_CODE = Pattern.compile("\"((?:MP|KB|DAS)-\\d{3})\"");
    private static final Pattern IN_TABLE = Pattern.compile("`((?:MP|KB|DAS)-\\d{3})`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`(?:MP|KB|DAS)-[^|]*)\\|[^|]+\\|[^|]+\\|$");

    @Test
    void whenTheLibraryKnowsACode_thenThePageExplainsItAndNoOther() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "troubleshooting.md"));

        assertThat(documented(page)).isEqualTo(known()).hasSizeGreaterThan(20);
    }

    @Test
    void whenACodeHasNoRow_thenItIsNotDocumented() {
        assertThat(
                        documented(
                                "Text with `MP-100`.\n\n| `MP-101` | meaning | cure |\n| `KB-001`, `KB-002` | meaning | cure |\n"))
                .containsExactly("KB-001", "KB-002", "MP-101");
    }

    private static Set<String> documented(String page) {
        Set<String> codes = new TreeSet<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            codes.addAll(find(IN_TABLE, row.group(1)));
        }
        return codes;
    }

    private static Set<String> known() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                codes.addAll(find(IN_CODE, Files.readString(source)));
            }
        }
        return codes;
    }

    private static Set<String> find(Pattern pattern, String text) {
        Set<String> codes = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }
}
