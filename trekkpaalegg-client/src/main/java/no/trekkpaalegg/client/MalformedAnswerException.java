package no.trekkpaalegg.client;

import java.io.IOException;

/** A whole answer does not follow the contract. The message has no part of the answer. The exception does not leave the package. */
class MalformedAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String problem) {
        super(problem);
    }
}
