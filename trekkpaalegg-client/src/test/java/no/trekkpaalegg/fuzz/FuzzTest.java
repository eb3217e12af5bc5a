package no.trekkpaalegg.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.trekkpaalegg.client.AnswerFuzz;
import no.trekkpaalegg.jvm.GuestJvm;
import no.trekkpaalegg.maskinporten.MaskinportenFuzz;
import no.trekkpaalegg.model.RedactionFuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hands mutated texts to everything that reads text from outside. A few in each build, as many as wanted with {@code -Dfuzz.inputs}. */
class FuzzTest {
    private static final long SEED = 20261124;
    private static final long INPUTS_IN_A_BUILD = 2000;

    static Stream<FuzzTarget> targets() {
        return Stream.of(AnswerFuzz.targets(), MaskinportenFuzz.targets(), List.of(RedactionFuzz.target()))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void whenTextsAreMutated_thenEachHasADocumentedOutcome(FuzzTarget target) {
        System.out.println(new FuzzRun(target, SEED).run(INPUTS_IN_A_BUILD));
    }

    /** In a JVM of its own: the watch over exceptions would keep millions of them. */
    @Test
    @EnabledIfSystemProperty(named = "fuzz.inputs", matches = "\\d+")
    void whenVeryManyTextsAreMutated_thenEachHasADocumentedOutcome() {
        String inputs = System.getProperty("fuzz.inputs");
        String seed = System.getProperty("fuzz.seed", String.valueOf(SEED + 1));

        List<String> lines = GuestJvm.withEverything()
                .withoutOptions()
                .withHeap("256m")
                .within(Duration.ofHours(12))
                .run(LongRun.class, Map.of(), inputs, seed);

        lines.forEach(System.out::println);
    }

    @Test
    void whenTheSeedIsTheSame_thenTheTextsAreTheSame() {
        assertThat(texts(1)).isEqualTo(texts(1)).isNotEqualTo(texts(2));
        assertThat(texts(1)).doesNotHaveDuplicates();
    }

    @Test
    void whenAnOutcomeIsNotDocumented_thenTheRunFails_andSaysWhichTextItWas() {
        FuzzTarget broken = new FuzzTarget("broken", List.of("a"), input -> {
            if (input.text().length() > 100) {
                throw new IllegalStateException("too long");
            }
        });

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> new FuzzRun(broken, 1).run(1000))
                .withMessageMatching("(?s)broken, number \\d+ of seed 1 .*too long");
    }

    @Test
    void whenMuchMemoryIsTaken_thenTheRunFails() {
        FuzzTarget large = new FuzzTarget(
                "large", List.of("a"), input -> assertThat(new byte[65_000_000]).isNotNull());

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> new FuzzRun(large, 1).run(0))
                .withMessageContaining("bytes");
    }

    private static List<String> texts(long seed) {
        return IntStream.range(0, 100)
                .mapToObj(
                        number -> new Mutator(List.of("{\"a\":1}", "text"), new SplittableRandom(seed * 1000 + number))
                                .next()
                                .text())
                .toList();
    }

    /** All targets, for hours if need be. */
    static final class LongRun {
        private LongRun() {}

        public static void main(String[] arguments) {
            List<FuzzTarget> targets = targets().toList();
            long each = Long.parseLong(arguments[0]) / targets.size();
            long seed = Long.parseLong(arguments[1]);
            targets.forEach(target -> System.out.println(new FuzzRun(target, seed).run(each)));
        }
    }
}
