package no.trekkpaalegg.client;

/** Says what is wrong with an element, without its values. The exception does not leave the package. */
final class MalformedOrderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedOrderException(String problem) {
        super(problem);
    }
}
