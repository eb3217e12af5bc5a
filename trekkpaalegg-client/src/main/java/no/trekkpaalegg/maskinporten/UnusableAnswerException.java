package no.trekkpaalegg.maskinporten;

import org.jspecify.annotations.Nullable;

/** Carries an answer without a token out of the HTTP client. It is caught in {@link TokenExchange}. */
final class UnusableAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable TokenAnswer answer;

    private UnusableAnswerException(String message, @Nullable TokenAnswer answer) {
        super(message, null, false, false);
        this.answer = answer;
    }

    static UnusableAnswerException refused(TokenAnswer answer) {
        return new UnusableAnswerException("HTTP " + answer.status(), answer);
    }

    static UnusableAnswerException unreadable(String why) {
        return new UnusableAnswerException(why, null);
    }

    /** The error answer, or {@code null} if the status was a success and the body was unusable. */
    @Nullable
    TokenAnswer answer() {
        return answer;
    }
}
