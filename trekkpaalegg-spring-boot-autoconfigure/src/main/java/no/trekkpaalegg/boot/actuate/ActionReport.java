package no.trekkpaalegg.boot.actuate;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The result of an operator's action.
 *
 * @param employer organisation number of the employer, or {@code all}
 * @param action the requested action
 * @param done whether it was done, and for a pass, whether it succeeded
 * @param result the result as a sentence, without personal data
 */
record ActionReport(String employer, OperatorAction action, boolean done, String result)
        implements OperationResponseBody {}
