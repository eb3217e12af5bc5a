package no.trekkpaalegg.boot;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** The keys that {@link TrekkpaaleggProperties} binds, read from its records. In lists and maps any element is known. */
final class KnownKeys {
    private static final String PREFIX = "trekkpaalegg";

    /** For the tests of this library only, and so without documentation. */
    private static final Template MIN_INTERVAL = new Template(List.of(PREFIX, "poller", "min-interval"));

    private static final String ANY = "*";

    private final List<Template> templates = new ArrayList<>();

    /** The elements of a key, {@link #ANY} for those of a list or a map. */
    private record Template(List<String> elements) {

        Template with(String element) {
            return new Template(
                    Stream.concat(elements.stream(), Stream.of(element)).toList());
        }

        /** Whether a key is this one, or the beginning of it that has been left empty. */
        boolean matches(ConfigurationPropertyName name) {
            int length = name.getNumberOfElements();
            return length <= elements.size()
                    && IntStream.range(0, length)
                            .allMatch(i -> elements.get(i).equals(ANY)
                                    || uniform(elements.get(i)).equals(name.getElement(i, Form.UNIFORM)));
        }

        /** An environment variable has underscores both between the elements of a key and inside them. */
        boolean matchesVariable(String letters) {
            return Pattern.matches(
                    elements.stream()
                            .map(element -> element.equals(ANY) ? ".+" : uniform(element))
                            .collect(Collectors.joining()),
                    letters);
        }

        @Override
        public String toString() {
            return String.join(".", elements).replace(".*", "[]");
        }
    }

    KnownKeys() {
        add(new Template(List.of(PREFIX)), TrekkpaaleggProperties.class);
    }

    private void add(Template parent, Class<?> properties) {
        for (RecordComponent component : properties.getRecordComponents()) {
            Template key =
                    parent.with(component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
            Class<?> elements = elementsOf(component.getGenericType());
            if (elements.isRecord()) {
                boolean several = component.getType() == List.class || component.getType() == Map.class;
                add(several ? key.with(ANY) : key, elements);
            } else {
                templates.add(key);
            }
        }
    }

    private static Class<?> elementsOf(Type type) {
        if (type instanceof ParameterizedType several) {
            Type[] arguments = several.getActualTypeArguments();
            return elementsOf(arguments[arguments.length - 1]);
        }
        return (Class<?>) type;
    }

    boolean contains(ConfigurationPropertyName name) {
        return MIN_INTERVAL.matches(name) || templates.stream().anyMatch(known -> known.matches(name));
    }

    boolean containsVariable(ConfigurationPropertyName name) {
        String letters = IntStream.range(0, name.getNumberOfElements())
                .mapToObj(i -> name.getElement(i, Form.UNIFORM))
                .collect(Collectors.joining());
        return MIN_INTERVAL.matchesVariable(letters)
                || templates.stream().anyMatch(known -> known.matchesVariable(letters));
    }

    /** The known key that is written most like another, if any is at most a few letters away. */
    Optional<String> nearest(ConfigurationPropertyName name) {
        String letters = letters(name);
        return templates.stream()
                .map(Template::toString)
                .filter(known -> distance(uniform(known), letters) <= 3 + letters.length() / 10)
                .min(Comparator.comparingInt(known -> distance(uniform(known), letters)));
    }

    /** Without the indexes of lists. */
    private static String letters(ConfigurationPropertyName name) {
        return IntStream.range(0, name.getNumberOfElements())
                .filter(i -> !name.isNumericIndex(i))
                .mapToObj(i -> name.getElement(i, Form.UNIFORM))
                .collect(Collectors.joining());
    }

    private static String uniform(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** How many letters have to be added, removed or replaced (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
