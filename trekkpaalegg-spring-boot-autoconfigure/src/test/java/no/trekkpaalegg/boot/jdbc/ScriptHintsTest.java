package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class ScriptHintsTest {
    private static final String FOLDER = "no/trekkpaalegg/boot/jdbc/";

    private final RuntimeHints hints = new RuntimeHints();

    @Test
    void whenAScriptIsShipped_thenANativeImageKeepsIt() throws IOException {
        new ScriptHints().registerHints(hints, getClass().getClassLoader());

        List<String> scripts = Stream.of(
                        new PathMatchingResourcePatternResolver().getResources("classpath*:" + FOLDER + "*.sql"))
                .map(script -> FOLDER + script.getFilename())
                .toList();
        assertThat(scripts)
                .contains(FOLDER + "schema-postgresql.sql")
                .allSatisfy(
                        script -> assertThat(RuntimeHintsPredicates.resource().forResource(script))
                                .accepts(hints));
        assertThat(RuntimeHintsPredicates.resource().forResource(FOLDER + "another.sql"))
                .rejects(hints);
    }

    @Test
    void whenTheStoreIsAutoConfigured_thenItBringsTheHints() {
        assertThat(TrekkpaaleggJdbcAutoConfiguration.class
                        .getAnnotation(ImportRuntimeHints.class)
                        .value())
                .containsExactly(ScriptHints.class);
    }
}
