package no.trekkpaalegg.boot.actuate;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What came of an operator's action.
 *
 * @param employer organisation number of the employer
 * @param action what was asked for
 * @param done whether it was done, and for a pass, whether it succeeded
 * @param result the same in words, without personal data
 */
record ActionReport(String employer, OperatorAction action, boolean done, String result)
        implements OperationResponseBody {}
