package no.trekkpaalegg.boot.actuate;

import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A page of the employers.
 *
 * @param page number of the page, 0 or more
 * @param size how many employers a page has
 * @param total how many employers there are
 * @param employers the employers of the page, by organisation number
 */
record EmployersPage(int page, int size, int total, List<EmployerSummary> employers) implements OperationResponseBody {}
