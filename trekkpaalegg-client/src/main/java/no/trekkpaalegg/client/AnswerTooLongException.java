package no.trekkpaalegg.client;

/** An answer is too long to be held in memory. A shorter one may be asked for. Never leaves the package. */
final class AnswerTooLongException extends MalformedAnswerException {
    private static final long serialVersionUID = 1L;

    AnswerTooLongException(String problem) {
        super(problem);
    }
}
