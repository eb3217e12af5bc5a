package no.trekkpaalegg.client;

/**
 * What a consumer of orders threw, wrapped on its way through the call, so that it is not taken for a failure of the call
 * whatever its type. Never leaves the package.
 */
final class ConsumerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException thrown;

    ConsumerFailure(RuntimeException thrown) {
        super(thrown);
        this.thrown = thrown;
    }

    RuntimeException thrown() {
        return thrown;
    }
}
