package no.trekkpaalegg.boot.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks for, as far as a table of metrics can tell whether it is there.
 *
 * @param selections the time series with their matchers
 * @param labels the labels the result is grouped or joined by
 */
record PromQl(List<Selection> selections, Set<String> labels) {
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+");
    private static final Pattern SELECTION =
            Pattern.compile("(?<![\\w:.])([a-zA-Z_:][\\w:]*)(?:\\s*\\{([^}]*)})?(?!\\s*\\(|[\\w:])");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool");

    /** One time series. */
    record Selection(String metric, String matchers) {

        /** What of it is not in the table. */
        List<String> unknownIn(MetricsTable table) {
            Map<String, Set<String>> known = table.metrics().get(metric);
            if (known == null) {
                return List.of(metric);
            }
            List<String> unknown = new ArrayList<>();
            Matcher matcher = MATCHER.matcher(matchers);
            while (matcher.find()) {
                String label = matcher.group(1);
                if (!known.containsKey(label)) {
                    unknown.add(metric + "{" + label + "}");
                    continue;
                }
                Set<String> values = known.get(label);
                for (String value : matcher.group(2).split("\\|", -1)) {
                    if (!values.isEmpty() && !values.contains(value)) {
                        unknown.add(metric + "{" + label + "=" + value + "}");
                    }
                }
            }
            return unknown;
        }
    }

    static PromQl parse(String expression) {
        Set<String> labels = new TreeSet<>();
        Matcher grouping = GROUPING.matcher(expression);
        while (grouping.find()) {
            labels.addAll(List.of(grouping.group(1).strip().split("\\s*,\\s*", -1)));
        }
        String rest = RANGE.matcher(grouping.replaceAll(" ")).replaceAll(" ");
        List<Selection> selections = new ArrayList<>();
        Matcher selection = SELECTION.matcher(rest);
        while (selection.find()) {
            if (!OPERATORS.contains(selection.group(1))) {
                selections.add(new Selection(selection.group(1), selection.group(2) == null ? "" : selection.group(2)));
            }
        }
        return new PromQl(selections, labels);
    }

    /** The metrics, labels and values that are not in the table. */
    List<String> unknownIn(MetricsTable table) {
        List<String> unknown = new ArrayList<>();
        selections.forEach(selection -> unknown.addAll(selection.unknownIn(table)));
        for (String label : labels) {
            if (selections.stream()
                    .noneMatch(selection -> table.metrics()
                            .getOrDefault(selection.metric(), Map.of())
                            .containsKey(label))) {
                unknown.add("by (" + label + ")");
            }
        }
        return unknown;
    }
}
