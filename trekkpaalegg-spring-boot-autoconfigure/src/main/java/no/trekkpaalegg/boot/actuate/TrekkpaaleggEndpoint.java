package no.trekkpaalegg.boot.actuate;

import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import no.trekkpaalegg.boot.StuckOrders;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.TrekkpaaleggPoller.Handled;
import no.trekkpaalegg.boot.TrekkpaaleggPoller.Rewound;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.feed.PassResult.Failed;
import no.trekkpaalegg.feed.PassResult.Succeeded;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.EmployerBusyException;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Redaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
// How Actuator learns that a parameter may be left out.
import org.springframework.lang.Nullable;

/**
 * The actuator endpoint {@code trekkpaalegg}: how far the feed of each employer has come, what is stuck and why, and what an operator can
 * do about it. Translates only; {@link TrekkpaaleggPoller} acts. Read-only unless {@code management.endpoint.trekkpaalegg.access} says
 * otherwise. No answer has a person number, a token or a key.
 *
 * <p>The path names the employer, because that is what access rules and access logs go by. Actuator merges path, query and body into one
 * map, in which the later replace the earlier, but only what comes from the path is an array: see {@link #employerOf}.
 */
@WebEndpoint(id = "trekkpaalegg", defaultAccess = Access.READ_ONLY)
final class TrekkpaaleggEndpoint {
    private static final Logger log = LoggerFactory.getLogger(TrekkpaaleggEndpoint.class);

    /** In the path, in place of an organisation number. */
    private static final String ALL = "all";

    private static final int EMPLOYERS_PER_PAGE = 50;
    private static final int ENTRIES_PER_PAGE = 100;
    private static final int LARGEST_SIZE = 200;
    private static final int SEARCHED_TOGETHER = 1000;

    /** Asking the application's source of employers costs something, and anybody can make up numbers. */
    private static final Duration BETWEEN_LOOKUPS = Duration.ofSeconds(10);

    private final EmployerRegistry employers;
    private final FeedStore store;
    private final StoreLook look;
    private final TrekkpaaleggPoller poller;
    private final Clock clock;
    private final Map<String, String> running = new ConcurrentHashMap<>();
    private Instant lastLookup = Instant.MIN;

    TrekkpaaleggEndpoint(
            EmployerRegistry employers, FeedStore store, StoreLook look, TrekkpaaleggPoller poller, Clock clock) {
        this.employers = employers;
        this.store = store;
        this.look = look;
        this.poller = poller;
        this.clock = clock;
    }

    /**
     * A page of all employers, by organisation number.
     *
     * @param page number of the page, 0 (the default) or more
     * @param size how many employers, 1 to 200, by default 50
     */
    @ReadOperation
    public WebEndpointResponse<?> employers(@Nullable Integer page, @Nullable Integer size) {
        return answer(() -> {
            Page wanted = Page.of(page, size, EMPLOYERS_PER_PAGE);
            List<EmployerSummary> shown = employers.all().stream()
                    .map(Employer::orgNumber)
                    .sorted()
                    .skip(wanted.first())
                    .limit(wanted.size())
                    .map(this::summary)
                    .toList();
            return new EmployersPage(
                    wanted.number(), wanted.size(), employers.all().size(), shown);
        });
    }

    /**
     * One employer with a page of what is stuck, or a page of what is stuck at all employers.
     *
     * @param path an organisation number, or {@code all}
     * @param page which page of what is stuck, 0 (the default) or more
     * @param size how many order versions, 1 to 200, by default 100
     * @param state only those in one of these states, separated by commas
     * @param cause only those whose cause contains this
     * @param receivedSince only those received at this time or later
     */
    @ReadOperation
    public WebEndpointResponse<?> employer(
            @Selector(match = Match.ALL_REMAINING) Object path,
            @Nullable String employer,
            @Nullable Integer page,
            @Nullable Integer size,
            @Nullable String state,
            @Nullable String cause,
            @Nullable String receivedSince) {
        return answer(() -> {
            String orgNumber = employerOf(path, employer);
            Page wanted = Page.of(page, size, ENTRIES_PER_PAGE);
            StuckOrders selection =
                    ActionRequest.selecting(state, cause, receivedSince).selectionFrom(Backlog.STATES);
            if (orgNumber.equals(ALL)) {
                return stuck(selection, wanted);
            }
            requireKnown(orgNumber);
            return new EmployerReport(summary(orgNumber), stuck(selection.of(orgNumber), wanted));
        });
    }

    /**
     * Does something about one employer, or about a selection of order versions of all employers.
     *
     * @param path an organisation number, or {@code all}
     */
    @WriteOperation
    public WebEndpointResponse<?> act(
            SecurityContext security,
            @Selector(match = Match.ALL_REMAINING) Object path,
            @Nullable String employer,
            @Nullable String action,
            @Nullable String key,
            @Nullable String trekkid,
            @Nullable String trekkversjon,
            @Nullable String trekkstatus,
            @Nullable String state,
            @Nullable String cause,
            @Nullable String receivedSince,
            @Nullable String reason,
            @Nullable String sekvensnummer,
            @Nullable Boolean redeliver) {
        ActionRequest request = new ActionRequest(
                action,
                key,
                trekkid,
                trekkversjon,
                trekkstatus,
                state,
                cause,
                receivedSince,
                reason,
                sekvensnummer,
                Boolean.TRUE.equals(redeliver));
        return answer(() -> {
            String orgNumber = employerOf(path, employer);
            OperatorAction wanted = request.wanted();
            if (!orgNumber.equals(ALL)) {
                requireKnown(orgNumber);
            }
            look.recent();
            return alone(orgNumber, wanted, who(security), () -> act(orgNumber, wanted, request));
        });
    }

    private ActionReport act(String employer, OperatorAction action, ActionRequest request) {
        if (employer.equals(ALL) && !(action == OperatorAction.RETRY || action == OperatorAction.DISCARD)) {
            throw RefusedException.badRequest(
                    "for all employers together there are other actions only", List.of("retry", "discard"));
        }
        return switch (action) {
            case POLL -> passed(employer, action, poller.poll(employer));
            case RECONCILE -> passed(employer, action, poller.reconcile(employer));
            case PAUSE -> {
                poller.pause(employer);
                yield done(employer, action, "the employer is paused on all nodes");
            }
            case RESUME -> {
                poller.resume(employer);
                yield done(employer, action, "the employer is polled as soon as possible");
            }
            case REWIND -> rewind(employer, request.requiredSekvensnummer(), request.redeliver());
            case RETRY ->
                request.namesOne()
                        ? retry(orderVersion(employer, request))
                        : retried(employer, poller.retry(selection(employer, request)));
            case DISCARD -> {
                String reason = request.requiredReason();
                yield request.namesOne()
                        ? discard(orderVersion(employer, request), reason)
                        : discarded(employer, poller.discard(selection(employer, request), reason));
            }
        };
    }

    private ActionReport rewind(String employer, long sekvensnummer, boolean redeliver) {
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
                ? done(
                        key.employer(),
                        OperatorAction.RETRY,
                        "order version " + ShortKey.of(key) + " is delivered as soon as possible")
                : notDone(
                        key.employer(),
                        OperatorAction.RETRY,
                        "nothing was done: there is no such order version, it is not failed, parked or rejected, or the"
                                + " library still does not understand it");
    }

    private static ActionReport retried(String employer, Handled handled) {
        return new ActionReport(
                employer,
                OperatorAction.RETRY,
                handled.done() > 0,
                handled.done() + " order version(s) are delivered as soon as possible" + leftOf(handled));
    }

    private ActionReport discard(InboxKey key, String reason) {
        return poller.discard(key, reason)
                ? done(
                        key.employer(),
                        OperatorAction.DISCARD,
                        "order version " + ShortKey.of(key) + " is not delivered")
                : notDone(
                        key.employer(),
                        OperatorAction.DISCARD,
                        "nothing was done: there is no such order version, or it does not wait for delivery");
    }

    private static ActionReport discarded(String employer, Handled handled) {
        return new ActionReport(
                employer,
                OperatorAction.DISCARD,
                handled.done() > 0,
                handled.done() + " order version(s) are not delivered" + leftOf(handled));
    }

    private static String leftOf(Handled handled) {
        return handled.left() == 0
                ? ""
                : "; " + handled.left()
                        + " are left as they are: they cannot be understood, have changed, or their employer is busy";
    }

    private static ActionReport passed(String employer, OperatorAction action, PassResult result) {
        String outcome = result.getClass().getSimpleName();
        if (result instanceof Succeeded succeeded) {
            String read = outcome + ": " + succeeded.read().inWords();
            return done(employer, action, read + result.delivery().inWords());
        }
        return notDone(employer, action, result instanceof Failed failed ? outcome + ": " + failed.problem() : outcome);
    }

    private static ActionReport done(String employer, OperatorAction action, String result) {
        return new ActionReport(employer, action, true, result);
    }

    private static ActionReport notDone(String employer, OperatorAction action, String result) {
        return new ActionReport(employer, action, false, result);
    }

    private static StuckOrders selection(String employer, ActionRequest request) {
        StuckOrders selection = request.selection();
        return employer.equals(ALL) ? selection : selection.of(employer);
    }

    private InboxKey orderVersion(String employer, ActionRequest request) {
        if (employer.equals(ALL)) {
            throw RefusedException.badRequest("one order version is named under its employer, not under all");
        }
        String shortKey = request.key();
        return shortKey == null ? request.inboxKey(employer) : find(employer, shortKey);
    }

    private InboxKey find(String employer, String shortKey) {
        StuckOrders ofEmployer = new StuckOrders(employer, Backlog.STATES, null, null);
        Optional<InboxEntry> last = Optional.empty();
        List<InboxEntry> page = ask(ofEmployer, last, SEARCHED_TOGETHER);
        while (!page.isEmpty()) {
            for (InboxEntry entry : page) {
                if (ShortKey.of(entry.key()).equals(shortKey)) {
                    return entry.key();
                }
            }
            last = Optional.of(page.get(page.size() - 1));
            page = ask(ofEmployer, last, SEARCHED_TOGETHER);
        }
        throw RefusedException.badRequest("no order version with this key is stuck at the employer");
    }

    private EmployerSummary summary(String orgNumber) {
        return look.ask(() -> EmployerSummary.of(orgNumber, store));
    }

    /** Reads page by page up to the wanted one, so that memory does not grow with what is stuck. */
    private StuckPage stuck(StuckOrders selection, Page wanted) {
        Optional<InboxEntry> last = Optional.empty();
        List<InboxEntry> entries = new ArrayList<>();
        for (int number = 0; number <= wanted.number() && (number == 0 || last.isPresent()); number++) {
            entries = ask(selection, last, wanted.size());
            last = entries.size() < wanted.size() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
            if (last.isEmpty() && number < wanted.number()) {
                entries = List.of();
            }
        }
        boolean more = last.isPresent() && !ask(selection, last, 1).isEmpty();
        return new StuckPage(
                wanted.number(),
                wanted.size(),
                more,
                entries.stream().map(StuckEntry::of).toList());
    }

    private List<InboxEntry> ask(StuckOrders selection, Optional<InboxEntry> after, int limit) {
        return look.ask(() -> poller.findStuck(selection, after, limit));
    }

    /**
     * The employer that the path names. A query parameter or a member of the body with the name of the path variable replaces it, but
     * comes as text; one named {@code employer} may only say the same.
     */
    private static String employerOf(Object path, @Nullable String employer) {
        if (!(path instanceof String[] segments)) {
            throw RefusedException.badRequest("the path alone names the employer; leave 'path' out");
        }
        if (segments.length != 1) {
            throw RefusedException.notFound("the path has one part: an organisation number, or all");
        }
        if (employer != null && !employer.equals(segments[0])) {
            throw RefusedException.badRequest("the path alone names the employer; 'employer' names another");
        }
        return segments[0];
    }

    private void requireKnown(String orgNumber) {
        if (employers.find(orgNumber).isEmpty() && (!mayLookUp() || isUnknownNow(orgNumber))) {
            throw RefusedException.notFound("employer '" + Redaction.identifier(orgNumber) + "' is not configured. "
                    + employers.all().size() + " employer(s) are; the endpoint lists them, page by page, without an"
                    + " employer in the path. One that was added just now is known after "
                    + BETWEEN_LOOKUPS.toSeconds() + " s at the latest.");
        }
    }

    private boolean isUnknownNow(String orgNumber) {
        return look.ask(() -> employers.findNow(orgNumber)).isEmpty();
    }

    private synchronized boolean mayLookUp() {
        Instant now = clock.instant();
        boolean may = !lastLookup.plus(BETWEEN_LOOKUPS).isAfter(now);
        lastLookup = may ? now : lastLookup;
        return may;
    }

    /** Carries an action out unless another one on the employer is under way, and logs it. */
    private ActionReport alone(String employer, OperatorAction action, String who, Supplier<ActionReport> work) {
        String other = running.putIfAbsent(employer, action + " by " + who);
        if (other != null) {
            throw RefusedException.busy("busy: " + other + " is under way for " + employer + "; try again later");
        }
        String result = "it failed";
        try {
            ActionReport report = work.get();
            result = report.result();
            return report;
        } catch (RefusedException | EmployerBusyException | StoreAwayException e) {
            result = String.valueOf(e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            result = "it failed: " + e.getClass().getName() + ": " + Redaction.redact(e.getMessage());
            throw RefusedException.unavailable(result);
        } finally {
            running.remove(employer);
            log.info("Operator action {} on employer {} by {}: {}", action, employer, who, result);
        }
    }

    private static String who(SecurityContext security) {
        Principal principal = security.getPrincipal();
        return principal == null ? "an unnamed operator" : Redaction.identifier(principal.getName());
    }

    private static WebEndpointResponse<?> answer(Supplier<?> work) {
        try {
            return new WebEndpointResponse<>(work.get());
        } catch (RefusedException e) {
            return e.answer();
        } catch (EmployerBusyException e) {
            return RefusedException.busy(e.getMessage() + "; try again later").answer();
        } catch (StoreAwayException e) {
            return RefusedException.unavailable(String.valueOf(e.getMessage())).answer();
        }
    }

    /**
     * Which part of a list is wanted.
     *
     * @param number 0 or more
     * @param size 1 to 200
     */
    private record Page(int number, int size) {
        static Page of(@Nullable Integer number, @Nullable Integer size, int usualSize) {
            Page page = new Page(number == null ? 0 : number, size == null ? usualSize : size);
            if (page.number < 0 || page.size < 1 || page.size > LARGEST_SIZE) {
                throw RefusedException.badRequest("page is 0 or more, size is 1 to " + LARGEST_SIZE);
            }
            return page;
        }

        long first() {
            return (long) number * size;
        }
    }
}
