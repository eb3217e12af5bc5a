package no.trekkpaalegg.boot.actuate;

import java.util.Comparator;
import java.util.List;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.TrekkpaaleggPoller.Rewound;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.feed.PassResult.Failed;
import no.trekkpaalegg.feed.PassResult.Succeeded;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.model.Employer;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
// Actuator reads from it that a parameter can be left out.
import org.springframework.lang.Nullable;

/**
 * The actuator endpoint {@code trekkpaalegg}: how far the feed of each employer has been read, what is stuck and why, and the
 * actions of an operator. It is read-only unless {@code management.endpoint.trekkpaalegg.access} says otherwise. No answer has a
 * person number, a token or a key.
 */
@Endpoint(id = "trekkpaalegg", defaultAccess = Access.READ_ONLY)
final class TrekkpaaleggEndpoint {
    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 200;

    private final EmployerRegistry employers;
    private final FeedStore store;
    private final TrekkpaaleggPoller poller;

    TrekkpaaleggEndpoint(EmployerRegistry employers, FeedStore store, TrekkpaaleggPoller poller) {
        this.employers = employers;
        this.store = store;
        this.poller = poller;
    }

    /**
     * A page of all employers, by organisation number.
     *
     * @param page number of the page, 0 (the default) or more
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
        return employers
                .findNow(employer)
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
     * @param redeliver whether versions after it that were delivered are delivered again; not by default
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
        String orgNumber = employers
                .findNow(employer)
                .map(Employer::orgNumber)
                .orElseThrow(() -> refused("the employer is not configured"));
        return switch (action) {
            case POLL -> passed(orgNumber, action, poller.poll(orgNumber));
            case RECONCILE -> passed(orgNumber, action, poller.reconcile(orgNumber));
            case PAUSE -> {
                poller.pause(orgNumber);
                yield done(orgNumber, action, "the employer is paused on all nodes");
            }
            case RESUME -> {
                poller.resume(orgNumber);
                yield done(orgNumber, action, "the employer is polled as soon as possible");
            }
            case REWIND -> rewind(orgNumber, sekvensnummer, Boolean.TRUE.equals(redeliver));
            case RETRY -> retry(key(orgNumber, trekkid, trekkversjon, trekkstatus));
            case DISCARD -> discard(key(orgNumber, trekkid, trekkversjon, trekkstatus), reason);
        };
    }

    private ActionReport rewind(String employer, @Nullable Long sekvensnummer, boolean redeliver) {
        if (sekvensnummer == null || sekvensnummer < 0) {
            throw refused("rewind needs a sekvensnummer, 0 or more");
        }
        Rewound rewound = poller.rewind(employer, sekvensnummer, redeliver);
        return rewound.done()
                ? done(
                        employer,
                        OperatorAction.REWIND,
                        "the feed is read again after " + sekvensnummer + "; " + rewound.forgotten()
                                + " delivered order version(s) will be delivered again")
                : notDone(employer, OperatorAction.REWIND, "nothing was done: rewind only moves the cursor back");
    }

    private ActionReport retry(InboxKey key) {
        return poller.retry(key)
                ? done(key.employer(), OperatorAction.RETRY, "the order version is delivered as soon as possible")
                : notDone(
                        key.employer(),
                        OperatorAction.RETRY,
                        "nothing was done: there is no such order version, it is not failed, parked or rejected, or the"
                                + " library still does not understand it");
    }

    private ActionReport discard(InboxKey key, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw refused("discard needs a reason");
        }
        return poller.discard(key, reason)
                ? done(
                        key.employer(),
                        OperatorAction.DISCARD,
                        "the order version is given up and will not be delivered")
                : notDone(
                        key.employer(),
                        OperatorAction.DISCARD,
                        "nothing was done: there is no such order version, or it does not wait for delivery");
    }

    private static InboxKey key(
            String employer, @Nullable String trekkid, @Nullable Integer trekkversjon, @Nullable String trekkstatus) {
        if (trekkid == null || trekkversjon == null) {
            throw refused("trekkid and trekkversjon are needed to say which order version is meant");
        }
        return new InboxKey(employer, trekkid, trekkversjon, trekkstatus == null ? "" : trekkstatus);
    }

    private static ActionReport passed(String employer, OperatorAction action, PassResult result) {
        String outcome = result.getClass().getSimpleName();
        if (result instanceof Succeeded succeeded) {
            return done(
                    employer,
                    action,
                    outcome + ": " + succeeded.read().inWords()
                            + result.delivery().inWords());
        }
        return notDone(employer, action, result instanceof Failed failed ? outcome + ": " + failed.problem() : outcome);
    }

    private static ActionReport done(String employer, OperatorAction action, String result) {
        return new ActionReport(employer, action, true, result);
    }

    private static ActionReport notDone(String employer, OperatorAction action, String result) {
        return new ActionReport(employer, action, false, result);
    }

    private static InvalidEndpointRequestException refused(String problem) {
        return new InvalidEndpointRequestException(problem, problem);
    }
}
