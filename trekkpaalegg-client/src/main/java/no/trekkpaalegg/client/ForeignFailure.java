package no.trekkpaalegg.client;

/**
 * What a consumer of orders or the source of tokens threw, wrapped on its way through the call. The call is not at fault: it is neither
 * retried nor counted by the circuit breaker, whatever the type of the exception. Never leaves the package.
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
