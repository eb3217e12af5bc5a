package no.trekkpaalegg.boot.docs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of metrics in docs/operations.md, by the names and labels they have in Prometheus. A row is {@code | `name` | type | `tag`
 * (value, value); … | meaning |}.
 *
 * @param metrics name of the time series, to its labels, to their values; a label without values takes any
 */
record MetricsTable(Map<String, Map<String, Set<String>>> metrics) {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z0-9.]+)` \\| (observation|counter|gauge|gauge, seconds) \\|([^|]*)\\|");
    private static final Pattern TAG = Pattern.compile("`([a-z.]+)` \\(([^)]+)\\)");

    static MetricsTable parse(String page) {
        Map<String, Map<String, Set<String>>> metrics = new LinkedHashMap<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            add(metrics, row.group(1).replace('.', '_'), row.group(2), labels(row.group(3)));
        }
        return new MetricsTable(metrics);
    }

    private static void add(
            Map<String, Map<String, Set<String>>> metrics, String name, String type, Map<String, Set<String>> labels) {
        switch (type) {
            case "counter" -> metrics.put(name + "_total", labels);
            case "gauge" -> metrics.put(name, labels);
            case "gauge, seconds" -> metrics.put(name + "_seconds", labels);
            default -> {
                for (String statistic : new String[] {"count", "sum", "max"}) {
                    metrics.put(name + "_active_seconds_" + statistic, labels);
                    Map<String, Set<String>> finished = new HashMap<>(labels);
                    finished.put("error", Set.of());
                    metrics.put(name + "_seconds_" + statistic, finished);
                }
            }
        }
    }

    private static Map<String, Set<String>> labels(String tags) {
        Map<String, Set<String>> labels = new HashMap<>();
        // What Prometheus adds to whatever it scrapes.
        labels.put("job", Set.of());
        labels.put("instance", Set.of());
        Matcher tag = TAG.matcher(tags);
        while (tag.find()) {
            labels.put(
                    tag.group(1).replace('.', '_'),
                    new TreeSet<>(Arrays.asList(tag.group(2).split(", ", -1))));
        }
        return labels;
    }
}
