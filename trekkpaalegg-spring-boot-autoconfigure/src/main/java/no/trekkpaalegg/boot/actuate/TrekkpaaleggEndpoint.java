package no.trekkpaalegg.boot.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Employer;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
// How Actuator learns that a parameter may be left out.
import org.springframework.lang.Nullable;

/**
 * The actuator endpoint {@code trekkpaalegg}: how far the feed of each employer has come, what is stuck and why, and what an operator
 * can do about it. Read-only unless {@code management.endpoint.trekkpaalegg.access} says otherwise. No answer has a person number, a
 * token or a key.
 */
@Endpoint(id = "trekkpaalegg", defaultAccess = Access.READ_ONLY)
final class TrekkpaaleggEndpoint {
    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 200;

    private final EmployerRegistry employers;
    private final FeedStore store;
    private final OperatorActions actions;

    TrekkpaaleggEndpoint(EmployerRegistry employers, FeedStore store, TrekkpaaleggPoller poller) {
        this.employers = employers;
        this.store = store;
        this.actions = new OperatorActions(poller);
    }

    /**
     * A page of all employers, by organisation number.
     *
     * @param page which one, 0 (the default) or more
     * @param size how many employers, 1 to 200, by default 50
     */
    @ReadOperation
    public EmployersPage employers(@Nullable Integer page, @Nullable Integer size) {
        int number = page == null ? 0 : page;
        int perPage = size == null ? DEFAULT_SIZE : size;
        if (number < 0 || perPage < 1 || perPage > LARGEST_SIZE) {
            throw refused("page is 0 or more, size is 1 to " + LARGEST_SIZE);
        }
        List<EmployerSummary> shown = employers.all().stream()
                .map(Employer::orgNumber)
                .sorted(Comparator.naturalOrder())
                .skip((long) number * perPage)
                .limit(perPage)
                .map(orgNumber -> EmployerSummary.of(orgNumber, store))
                .toList();
        return new EmployersPage(number, perPage, employers.all().size(), shown);
    }

    /** One employer with what is stuck; {@code null}, which is answered as not found, if it is not configured. */
    @ReadOperation
    public @Nullable EmployerReport employer(@Selector String employer) {
        return find(employer)
                .map(found -> EmployerReport.of(found.orgNumber(), store))
                .orElse(null);
    }

    /**
     * Does something about one employer.
     *
     * @param trekkid of the order version to retry or discard
     * @param trekkversjon of the order version to retry or discard
     * @param trekkstatus of the order version to retry or discard; left out for an element that could not be read
     * @param reason why to discard
     * @param sekvensnummer where to rewind to
     * @param redeliver whether what was delivered after it comes again; it does not if left out
     * @throws InvalidEndpointRequestException if the employer is not configured, or something is missing that the action needs
     */
    @WriteOperation
    public ActionReport act(
            @Selector String employer,
            OperatorAction action,
            @Nullable String trekkid,
            @Nullable Integer trekkversjon,
            @Nullable String trekkstatus,
            @Nullable String reason,
            @Nullable Long sekvensnummer,
            @Nullable Boolean redeliver) {
        String orgNumber =
                find(employer).map(Employer::orgNumber).orElseThrow(() -> refused("the employer is not configured"));
        return switch (action) {
            case POLL -> actions.poll(orgNumber);
            case RECONCILE -> actions.reconcile(orgNumber);
            case PAUSE -> actions.pause(orgNumber);
            case RESUME -> actions.resume(orgNumber);
            case REWIND -> actions.rewind(orgNumber, sekvensnummer, Boolean.TRUE.equals(redeliver));
            case RETRY -> actions.retry(orgNumber, trekkid, trekkversjon, trekkstatus);
            case DISCARD -> actions.discard(orgNumber, trekkid, trekkversjon, trekkstatus, reason);
        };
    }

    private Optional<Employer> find(String orgNumber) {
        return employers.find(orgNumber).or(() -> {
            // It may have been added since the schedule looked last.
            employers.refresh();
            return employers.find(orgNumber);
        });
    }

    static InvalidEndpointRequestException refused(String problem) {
        return new InvalidEndpointRequestException(problem, problem);
    }
}
