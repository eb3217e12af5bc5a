package no.trekkpaalegg.observation;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the correlation id of a call into the logging context (MDC, key {@code korrelasjonsid}), so that every line written until it
 * is closed carries it: the lines of Spring's HTTP client too. What the host had there before is put back.
 */
public final class Korrelasjonsid implements AutoCloseable {
    /** The key in the logging context, spelt as the authority spells it. */
    public static final String KEY = "korrelasjonsid";

    private final @Nullable String before;

    private Korrelasjonsid(@Nullable String id) {
        this.before = MDC.get(KEY);
        set(id == null ? before : id);
    }

    /**
     * Sets the id for this thread.
     *
     * @param id the correlation id; with {@code null} all stays as it is
     */
    public static Korrelasjonsid inLog(@Nullable String id) {
        return new Korrelasjonsid(id);
    }

    @Override
    public void close() {
        set(before);
    }

    private static void set(@Nullable String id) {
        if (id == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, id);
        }
    }
}
