package no.trekkpaalegg.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** In a log of its own, so that what is planted does not fail the suite. */
class LogWatchTest {
    private static final String PERSON = "11918412399";

    private final LoggerContext context = new LoggerContext();
    private final Leaks leaks = new Leaks(new ForbiddenText(List.of()));
    private final LogWatch watch = new LogWatch(leaks);
    private final Logger log = context.getLogger("some.logger");

    @BeforeEach
    void start() {
        context.setMDCAdapter(MDC.getMDCAdapter());
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.TRACE);
        watch.setContext(context);
        watch.start();
        root.addAppender(watch);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void whenALineHasAPersonNumber_thenItIsFoundAtEveryLevel() {
        log.trace("fnr {}", PERSON);
        log.error("person " + PERSON);

        assertThat(leaks.take())
                .containsExactly(
                        "some.logger: an eleven-digit number after 'fnr '",
                        "some.logger: an eleven-digit number after 'person '");
    }

    @Test
    void whenAnExceptionHasOne_thenItIsFoundHoweverDeep() {
        Exception suppressing = new IllegalStateException("closed");
        suppressing.addSuppressed(new IllegalArgumentException("no " + PERSON));

        log.info("failed", new IllegalStateException("outer", new RuntimeException("is " + PERSON)));
        log.info("failed", suppressing);

        assertThat(leaks.take())
                .containsExactly(
                        "some.logger, exception java.lang.RuntimeException: an eleven-digit number after 'is '",
                        "some.logger, exception java.lang.IllegalArgumentException: an eleven-digit number after 'no '");
    }

    @Test
    void whenTheMdcHasOne_thenItIsFound() {
        try (MDC.MDCCloseable person = MDC.putCloseable("person", PERSON)) {
            log.info("harmless");
        }
        log.info("harmless");

        assertThat(leaks.take()).containsExactly("some.logger, MDC person: an eleven-digit number after ''");
    }

    @Test
    void whenAKeyValuePairHasOne_thenItIsFound() {
        log.atInfo().addKeyValue("person", PERSON).log("harmless");

        assertThat(leaks.take()).containsExactly("some.logger, key person: an eleven-digit number after ''");
    }

    @Test
    void whenTheThreadIsNamedSo_thenItIsFound() throws InterruptedException {
        Thread thread = new Thread(() -> log.info("harmless"), "work for " + PERSON);
        thread.start();
        thread.join();

        assertThat(leaks.take())
                .containsExactly("some.logger, thread's name: an eleven-digit number after 'work for '");
    }

    @Test
    void whenLinesAreHarmless_thenNothingIsFound() {
        log.info("Polled the orders of employer {}: {} received", "313367002", 17, new IllegalStateException("closed"));

        assertThat(leaks.take()).isEmpty();
    }

    @Test
    void whenTheSuiteRuns_thenItsWatchIsInPlace() {
        assertThat(LogWatch.isInPlace()).isTrue();
    }
}
