package no.trekkpaalegg.boot.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;

/**
 * The tables of the configuration page, made from the metadata that editors show. A pair of marks in the page, {@code <!-- keys: a.b,
 * c.* -->} and {@code <!-- end of keys -->}, surrounds each table. A table has the keys that its mark names, in that order. A pattern
 * with a star stands for all keys of a block that no mark names by itself, in alphabetical order.
 */
record ConfigurationReference(List<Key> keys) {
    private static final Pattern TABLE =
            Pattern.compile("(?s)(<!-- keys: ([^>]*?) -->\\n).*?(<!-- end of keys -->\\n)");
    private static final String HEAD = "| key | type | meaning | default |\n|---|---|---|---|\n";

    /** One key, as the page shows it. */
    record Key(String name, String type, String description, String defaultValue) {
        static Key of(JsonNode property) {
            return new Key(
                    property.get("name").asText(),
                    typeOf(property.get("type").asText()),
                    property.path("description").asText(),
                    property.has("defaultValue")
                            ? "`" + property.get("defaultValue").asText() + "`"
                            : "");
        }

        /** The values of an enum, and otherwise the name of the class. */
        private static String typeOf(String name) {
            String className = name.replaceAll("<.*", "");
            Object[] values = ClassUtils.resolveClassName(className, null).getEnumConstants();
            return values == null
                    ? className.replaceAll(".*[.$]", "")
                    : Stream.of(values)
                            .map(value -> "`"
                                    + ((Enum<?>) value)
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-') + "`")
                            .collect(Collectors.joining(", "));
        }

        String row() {
            return "| `%s` | %s | %s | %s |\n".formatted(name, type, description, defaultValue);
        }

        /** Whether a mark asks for this key, given all that the marks of the page ask for. */
        private boolean isMeantBy(String pattern, List<String> allPatterns) {
            if (!pattern.endsWith(".*")) {
                return name.equals(pattern);
            }
            String block = pattern.substring(0, pattern.length() - 1);
            return !allPatterns.contains(name) && name.startsWith(block) && name.indexOf('.', block.length()) < 0;
        }
    }

    static ConfigurationReference of(JsonNode metadata) {
        List<Key> keys = new ArrayList<>();
        metadata.get("properties").forEach(property -> keys.add(Key.of(property)));
        keys.sort(Comparator.comparing(Key::name));
        return new ConfigurationReference(keys);
    }

    /** The page with each table made anew. */
    String fill(String page) {
        List<String> allPatterns = patternsIn(page);
        return TABLE.matcher(page).replaceAll(table -> {
            String rows = patterns(table.group(2))
                    .flatMap(pattern -> keys.stream().filter(key -> key.isMeantBy(pattern, allPatterns)))
                    .map(Key::row)
                    .collect(Collectors.joining());
            return Matcher.quoteReplacement(table.group(1) + HEAD + rows + table.group(3));
        });
    }

    /** The keys that no table has. */
    List<String> missingIn(String page) {
        List<String> allPatterns = patternsIn(page);
        return keys.stream()
                .filter(key -> allPatterns.stream().noneMatch(pattern -> key.isMeantBy(pattern, allPatterns)))
                .map(Key::name)
                .toList();
    }

    private static List<String> patternsIn(String page) {
        return TABLE.matcher(page)
                .results()
                .flatMap(table -> patterns(table.group(2)))
                .toList();
    }

    private static Stream<String> patterns(String mark) {
        return Stream.of(mark.split(",\\s*", -1));
    }
}
