package no.trekkpaalegg.privacy;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * Registered for every test class of the suite: fails the class during which something was shown that must not be. What shows only
 * after the last class, and exceptions, fail the run as a whole.
 */
public final class PrivacyExtension implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(PrivacyExtension.class)).getOrComputeIfAbsent(WholeRun.class);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Leaks.ofTheSuite().lookAtThreads();
        failIfAny(
                Leaks.ofTheSuite().take(),
                "During " + context.getRequiredTestClass().getName());
        if (!LogWatch.isInPlace()) {
            throw new AssertionError(
                    "From here on log lines would not be looked at: the test has changed the root logger.");
        }
    }

    private static void failIfAny(List<String> leaks, String when) {
        if (!leaks.isEmpty()) {
            throw new AssertionError(when + " something secret was shown:\n" + String.join("\n", leaks));
        }
    }

    /** From the first test class to the last. */
    static final class WholeRun implements CloseableResource {
        private final ExceptionWatch exceptions = new ExceptionWatch();

        WholeRun() {
            exceptions.start();
        }

        @Override
        public void close() {
            exceptions.finish(Leaks.ofTheSuite());
            failIfAny(Leaks.ofTheSuite().take(), "During the whole run");
        }
    }
}
