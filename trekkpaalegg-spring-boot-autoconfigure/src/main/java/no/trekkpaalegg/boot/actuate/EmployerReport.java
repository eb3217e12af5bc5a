package no.trekkpaalegg.boot.actuate;

import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One employer and its stuck order versions.
 *
 * @param summary how far the feed has been read
 * @param page which page of the entries, 0 or more
 * @param size how many entries to a page
 * @param more whether there are more entries after this page
 * @param entries order versions that are rejected or wait for delivery, first those that need an operator
 */
record EmployerReport(EmployerSummary summary, int page, int size, boolean more, List<StuckEntry> entries)
        implements OperationResponseBody {

    EmployerReport(EmployerSummary summary, StuckPage stuck) {
        this(summary, stuck.page(), stuck.size(), stuck.more(), stuck.entries());
    }
}
