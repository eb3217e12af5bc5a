package no.trekkpaalegg.boot.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Keeps the shipped scripts in a native image; which one is read depends on the database. */
final class ScriptHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources()
                .registerPattern("no/trekkpaalegg/boot/jdbc/schema-*.sql")
                .registerPattern("no/trekkpaalegg/boot/jdbc/migration-*.sql");
    }
}
