package no.trekkpaalegg.client;

/** What is wrong with an element, in words that leave out its values. Never leaves the package. */
final class MalformedOrderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedOrderException(String problem) {
        super(problem);
    }
}
