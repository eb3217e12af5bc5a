package no.trekkpaalegg.client;

/** An answer is too long for the memory. The caller can request a shorter one. The exception does not leave the package. */
final class AnswerTooLongException extends MalformedAnswerException {
    private static final long serialVersionUID = 1L;

    AnswerTooLongException(String problem) {
        super(problem);
    }
}
