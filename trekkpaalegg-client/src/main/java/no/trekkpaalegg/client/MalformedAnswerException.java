package no.trekkpaalegg.client;

import java.io.IOException;

/** An answer as a whole is not what the contract says. The message holds nothing of the answer. Never leaves the package. */
class MalformedAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String problem) {
        super(problem);
    }
}
