package no.trekkpaalegg.observation;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the correlation id of a call into the logging context (MDC, key {@code korrelasjonsid}). Until it is closed, every log line
 * has the id, including the lines of Spring's HTTP client. Closing restores the previous value of the host.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class Korrelasjonsid implements AutoCloseable {
    /** The key in the logging context, in the authority's spelling. */
    public static final String KEY = "korrelasjonsid";

    private final @Nullable String before;

    private Korrelasjonsid(@Nullable String id) {
        this.before = MDC.get(KEY);
        set(id == null ? before : id);
    }

    /**
     * Sets the id for this thread.
     *
     * @param id the correlation id; {@code null} changes nothing
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
