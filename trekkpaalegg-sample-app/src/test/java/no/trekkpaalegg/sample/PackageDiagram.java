package no.trekkpaalegg.sample;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packages and the arrows between them, as a mermaid flowchart draws them.
 *
 * @param modules the module of each package
 * @param arrows what each package points to; packages that point to nothing have no entry
 */
record PackageDiagram(Map<String, String> modules, Map<String, Set<String>> arrows) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```mermaid\\nflowchart(.*?)^```");
    private static final Pattern LINE = Pattern.compile(
            "(?m)^ *(?:subgraph \\w+\\[\"(?<module>[^\"]+)\"]|(?<node>\\w+)\\[\"(?<name>[^\"]+)\"]|(?<from>\\w+) --> (?<to>\\w+))$");

    static PackageDiagram parse(String page) {
        Matcher block = BLOCK.matcher(page);
        if (!block.find()) {
            throw new IllegalArgumentException("no flowchart");
        }
        Map<String, String> names = new HashMap<>();
        Map<String, String> modules = new TreeMap<>();
        Map<String, Set<String>> arrows = new TreeMap<>();
        String module = "";
        Matcher line = LINE.matcher(block.group(1));
        while (line.find()) {
            if (line.group("module") != null) {
                module = line.group("module");
            } else if (line.group("node") != null) {
                names.put(line.group("node"), line.group("name"));
                modules.put(line.group("name"), module);
            } else {
                arrows.computeIfAbsent(names.get(line.group("from")), any -> new TreeSet<>())
                        .add(names.get(line.group("to")));
            }
        }
        return new PackageDiagram(modules, arrows);
    }

    /** The arrows without those that follow from others. */
    static Map<String, Set<String>> reduced(Map<String, Set<String>> uses) {
        Map<String, Set<String>> arrows = new TreeMap<>();
        uses.forEach((from, direct) -> {
            Set<String> kept = new TreeSet<>(direct);
            direct.forEach(way -> kept.removeAll(reachable(way, uses)));
            if (!kept.isEmpty()) {
                arrows.put(from, kept);
            }
        });
        return arrows;
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> uses) {
        Set<String> reached = new TreeSet<>();
        for (String next : uses.getOrDefault(from, Set.of())) {
            reached.add(next);
            reached.addAll(reachable(next, uses));
        }
        return reached;
    }
}
