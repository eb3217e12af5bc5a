package no.trekkpaalegg.boot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.EmployerProperties;
import org.junit.jupiter.api.Test;

/** The configuration reference is made from the metadata that editors show, and cannot differ from it. */
class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final String BEGIN = "<!-- generated: begin -->\n";
    private static final String END = "<!-- generated: end -->\n";

    record Key(String name, String type, String description, String defaultValue) {
        String row() {
            return "| `%s` | %s | %s | %s |".formatted(name, type, description, defaultValue);
        }
    }

    @Test
    void whenAKeyChanges_thenTheReferenceMustFollow() throws IOException {
        String page = Files.readString(PAGE);
        String generated = keys().stream().map(Key::row).collect(Collectors.joining("\n", "", "\n"));
        Path copy = Files.writeString(Path.of("target", "configuration-table.md"), generated);

        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String table = page.substring(begin, page.indexOf(END)).replaceFirst("(?s)^\\|[^\n]*\n\\|[ |-]*\n", "");

        assertThat(table)
                .as("the table in %s; what it should be is in %s", PAGE, copy)
                .isEqualTo(generated);
    }

    @Test
    void whenAnEmployerIsListed_thenItsKeysAreInTheReference() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(EmployerProperties.class.getRecordComponents())
                .allSatisfy(component -> assertThat(page)
                        .contains("`trekkpaalegg.employers[]."
                                + component
                                        .getName()
                                        .replaceAll("([A-Z])", "-$1")
                                        .toLowerCase(Locale.ROOT) + "`"));
    }

    private static List<Key> keys() throws IOException {
        JsonNode metadata = new ObjectMapper()
                .readTree(ConfigurationReferenceTest.class.getResource("/META-INF/spring-configuration-metadata.json"));
        List<Key> keys = new ArrayList<>();
        for (JsonNode property : metadata.get("properties")) {
            String type = property.get("type").asText();
            keys.add(new Key(
                    property.get("name").asText(),
                    type.replaceAll("<.*", "").replaceAll(".*[.$]", ""),
                    property.path("description").asText(),
                    property.has("defaultValue")
                            ? "`" + property.get("defaultValue").asText() + "`"
                            : ""));
        }
        keys.sort(Comparator.comparing(Key::name));
        return keys;
    }
}
