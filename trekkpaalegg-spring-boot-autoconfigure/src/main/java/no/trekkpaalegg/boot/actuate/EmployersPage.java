package no.trekkpaalegg.boot.actuate;

import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Some of all employers.
 *
 * @param page which page, 0 or more
 * @param size how many employers to a page
 * @param total how many employers there are
 * @param employers those of the page, by organisation number
 */
record EmployersPage(int page, int size, int total, List<EmployerSummary> employers) implements OperationResponseBody {}
