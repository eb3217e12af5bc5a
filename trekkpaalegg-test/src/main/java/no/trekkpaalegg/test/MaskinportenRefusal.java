package no.trekkpaalegg.test;

/** Maskinporten gives no token. The description never quotes a value of the request. */
final class MaskinportenRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final String code;

    /**
     * @param error OAuth error (RFC 6749 section 5.2)
     * @param code Maskinporten's code, {@code MP-nnn}
     */
    MaskinportenRefusal(String error, String code, String description) {
        super(description);
        this.error = error;
        this.code = code;
    }

    static MaskinportenRefusal invalidRequest(String description) {
        return new MaskinportenRefusal("invalid_request", "MP-011", description);
    }

    static MaskinportenRefusal invalidGrant(String code, String description) {
        return new MaskinportenRefusal("invalid_grant", code, description);
    }

    static MaskinportenRefusal invalidScope(String code, String description) {
        return new MaskinportenRefusal("invalid_scope", code, description);
    }

    String error() {
        return error;
    }

    String code() {
        return code;
    }

    /** What was wrong. */
    String description() {
        return String.valueOf(getMessage());
    }
}
