package no.trekkpaalegg.client;

/**
 * Wraps an exception of a consumer of orders or of the source of tokens on its way through the call. The call is not at fault, so
 * it is not retried and the circuit breaker does not count it. The exception does not leave the package.
 */
final class ForeignFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException thrown;

    ForeignFailure(RuntimeException thrown) {
        super(thrown);
        this.thrown = thrown;
    }

    RuntimeException thrown() {
        return thrown;
    }
}
