package no.trekkpaalegg.boot.actuate;

import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Some of the order versions of all employers that are not delivered.
 *
 * @param page which page, 0 or more
 * @param size how many order versions to a page
 * @param more whether there are more after this page
 * @param entries those of the page, by employer, those that need an operator first
 */
record StuckPage(int page, int size, boolean more, List<StuckEntry> entries) implements OperationResponseBody {}
