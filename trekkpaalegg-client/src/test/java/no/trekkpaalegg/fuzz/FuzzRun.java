package no.trekkpaalegg.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Hands a target its corpus and then texts made from it. Each must have a documented outcome, within a second of processor time and
 * without much memory.
 */
public final class FuzzRun {
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final long MOST_BYTES = 64_000_000;
    private static final Path FAILED = Path.of("target", "fuzz");

    private final FuzzTarget target;
    private final long seed;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private Duration slowest = Duration.ZERO;
    private long largest;

    public FuzzRun(FuzzTarget target, long seed) {
        this.target = target;
        this.seed = seed;
    }

    /**
     * Hands the corpus and so many texts over, and stops at the first that goes wrong.
     *
     * @return what was done, in words
     */
    public String run(long inputs) {
        long begun = System.nanoTime();
        for (String text : target.corpus()) {
            hand(new FuzzInput(text, text.getBytes(StandardCharsets.UTF_8)), "one of the corpus");
        }
        long start = new SplittableRandom(seed).nextLong();
        for (long number = 0; number < inputs; number++) {
            // Each text has random numbers of its own, so that it can be made again without those before it.
            SplittableRandom random = new SplittableRandom(start + number).split();
            hand(new Mutator(target.corpus(), random).next(), "number " + number + " of seed " + seed);
        }
        return "%s: %,d inputs in %d s, at most %d ms and %,d bytes for one"
                .formatted(
                        target.name(),
                        inputs,
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                        slowest.toMillis(),
                        largest);
    }

    private void hand(FuzzInput input, String which) {
        long cpu = threads.getCurrentThreadCpuTime();
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        try {
            target.check().check(input);
        } catch (Exception | Error e) {
            throw new AssertionError(target.name() + ", " + which + " (kept in " + keep(input) + "): " + e, e);
        }
        Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        largest = Math.max(largest, allocated);
        if (took.compareTo(LONGEST) > 0 || allocated > MOST_BYTES) {
            throw new AssertionError(target.name() + ", " + which + " (kept in " + keep(input) + ") took " + took
                    + " and " + allocated + " bytes");
        }
    }

    /** As in a Java string, so that half surrogate pairs are kept too. */
    private static String escaped(String text) {
        return text.chars()
                .mapToObj(character -> character >= 0x20 && character < 0x7f
                        ? String.valueOf((char) character)
                        : "\\u%04x".formatted(character))
                .collect(Collectors.joining());
    }

    private Path keep(FuzzInput input) {
        try {
            Path folder = Files.createDirectories(FAILED);
            Files.writeString(folder.resolve(target.name() + ".txt"), escaped(input.text()));
            return Files.write(folder.resolve(target.name() + ".bin"), input.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
