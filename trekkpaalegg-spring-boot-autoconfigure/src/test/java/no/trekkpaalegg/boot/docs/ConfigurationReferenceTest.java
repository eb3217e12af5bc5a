package no.trekkpaalegg.boot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.EmployerProperties;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.MaskinportenClient;
import org.junit.jupiter.api.Test;

/** The configuration page has every key of the metadata that editors show, with the same text. */
class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void whenAKeyChanges_thenThePageMustFollow() throws IOException {
        String page = Files.readString(PAGE);
        String filled = reference().fill(page);
        Path copy = Files.writeString(Path.of("target", "configuration.md"), filled);

        assertThat(page).as("%s; the page as it should be is in %s", PAGE, copy).isEqualTo(filled);
    }

    @Test
    void whenAKeyIsAdded_thenATableMustHaveIt() throws IOException {
        assertThat(reference().missingIn(Files.readString(PAGE))).isEmpty();
    }

    @Test
    void whenAnEmployerIsListed_thenItsKeysAreInThePage() throws IOException {
        assertThat(Files.readString(PAGE)).contains(keys("trekkpaalegg.employers[].", EmployerProperties.class));
    }

    @Test
    void whenAFurtherClientIsConfigured_thenItsKeysAreInThePage() throws IOException {
        assertThat(Files.readString(PAGE)).contains(keys("trekkpaalegg.clients.<name>.", MaskinportenClient.class));
    }

    private static String[] keys(String prefix, Class<?> properties) {
        return Stream.of(properties.getRecordComponents())
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .map(name -> "`" + prefix + name + "`")
                .toArray(String[]::new);
    }

    @Test
    void whenAMarkNamesABlock_thenItsTableHasTheKeysThatNoOtherMarkNames() {
        ConfigurationReference reference = new ConfigurationReference(List.of(key("a.b"), key("a.c"), key("a.c.d")));

        assertThat(reference.fill(
                        "<!-- keys: a.c -->\nold\n<!-- end of keys -->\n<!-- keys: a.* -->\n<!-- end of keys -->\n"))
                .isEqualTo("""
                        <!-- keys: a.c -->
                        | key | type | meaning | default |
                        |---|---|---|---|
                        | `a.c` | String | Text. |  |
                        <!-- end of keys -->
                        <!-- keys: a.* -->
                        | key | type | meaning | default |
                        |---|---|---|---|
                        | `a.b` | String | Text. |  |
                        <!-- end of keys -->
                        """);
    }

    @Test
    void whenNoMarkNamesAKeyOrItsBlock_thenTheKeyIsMissing() {
        ConfigurationReference reference = new ConfigurationReference(List.of(key("a.b"), key("a.c.d")));

        assertThat(reference.missingIn("<!-- keys: a.* -->\n<!-- end of keys -->\n"))
                .containsExactly("a.c.d");
    }

    private static ConfigurationReference.Key key(String name) {
        return new ConfigurationReference.Key(name, "String", "Text.", "");
    }

    private static ConfigurationReference reference() throws IOException {
        return ConfigurationReference.of(new ObjectMapper()
                .readTree(
                        ConfigurationReferenceTest.class.getResource("/META-INF/spring-configuration-metadata.json")));
    }
}
