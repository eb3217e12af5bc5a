package no.trekkpaalegg.hosttests;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.trekkpaalegg.jvm.GuestJvm;
import no.trekkpaalegg.privacy.LogWatch;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.reactive.DispatcherHandler;

/**
 * Measures what the library adds to the start of a web host without Spring Security. The host is started over and over, in turn
 * without the library, with the library switched off, and with the library polling. It asserts nothing, because it says as much
 * about the machine as about the library, and its name keeps it out of the build. How often each is started is the system property
 * {@code starts}.
 */
class StartupBenchmark {
    private static final Pattern STARTED =
            Pattern.compile("Started \\S+ in ([0-9.]+) seconds \\(process running for ([0-9.]+)\\)");

    private enum Kind {
        ABSENT("without the library"),
        SWITCHED_OFF("trekkpaalegg.enabled=false"),
        POLLING("polling");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Seconds, as Spring Boot logs them. */
    private record Start(double started, double process) {}

    @Test
    void measure() {
        int starts = Integer.getInteger("starts", 10);
        Map<Kind, List<Start>> measured = new EnumMap<>(Kind.class);
        try (TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start()) {
            for (Kind kind : Kind.values()) {
                start(kind, simulator); // Not counted: the files have to be read from the disk.
            }
            for (int i = 0; i < starts; i++) {
                for (Kind kind : Kind.values()) {
                    measured.computeIfAbsent(kind, any -> new ArrayList<>()).add(start(kind, simulator));
                }
            }
        }
        print(starts + " starts, in seconds", "Started in", "process running for");
        measured.forEach((kind, values) -> print(
                kind.text,
                summary(values.stream().mapToDouble(Start::started).sorted().toArray()),
                summary(values.stream().mapToDouble(Start::process).sorted().toArray())));
    }

    private static Start start(Kind kind, TrekkpaaleggSimulator simulator) {
        Map<String, String> properties = new HashMap<>(simulator.properties());
        properties.put("trekkpaalegg.org-number", simulator.ownOrganisation());
        properties.put("trekkpaalegg.poller.interval", "1s");
        properties.put("trekkpaalegg.enabled", Boolean.toString(kind == Kind.POLLING));
        properties.put("server.port", "0");
        for (String line : jvm(kind).withoutOptions().run(StartupHost.class, properties)) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return new Start(Double.parseDouble(started.group(1)), Double.parseDouble(started.group(2)));
            }
        }
        throw new IllegalStateException("the host did not say how long it took to start");
    }

    private static GuestJvm jvm(Kind kind) {
        GuestJvm jvm = kind == Kind.ABSENT
                ? Absence.ofTheLibraryAndItsOAuth2()
                        .without(AuthenticationManager.class, PasswordEncoder.class, SecurityFilterChain.class)
                : GuestJvm.withEverything();
        // Without the watch of the tests: it logs everything.
        return jvm.without(ObjectPostProcessor.class, DispatcherHandler.class, LogWatch.class);
    }

    private static String summary(double[] sorted) {
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, sorted[0], sorted[sorted.length - 1]);
    }

    private static void print(String what, String started, String process) {
        System.out.printf(Locale.ROOT, "%-28s %-22s %s%n", what, started, process);
    }
}
