package no.trekkpaalegg.boot;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The configuration is wrong or incomplete. The exception has the key, what is wrong with it and what to do.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class TrekkpaaleggConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String cure;

    public TrekkpaaleggConfigurationException(String key, String problem, String cure) {
        this(key, problem, cure, null);
    }

    public TrekkpaaleggConfigurationException(String key, String problem, String cure, @Nullable Throwable cause) {
        super(problem, cause);
        this.key = key;
        this.cure = cure;
    }

    /** The configuration key, or the artifact if the wrong one is on the class path. */
    public String key() {
        return key;
    }

    /** What to do. */
    public String cure() {
        return cure;
    }
}
