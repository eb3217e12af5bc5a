package no.trekkpaalegg.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.inbox.Backlog;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Employer;

/**
 * The states of all configured employers, from two queries, independent of the number of employers.
 *
 * @param states how far each feed has been read, by organisation number
 * @param backlogs the backlogs of the employers that have one
 */
record FeedOverview(List<FeedState> states, Map<String, Backlog> backlogs) {

    static FeedOverview of(EmployerRegistry employers, FeedStore store) {
        Map<String, FeedState> stored =
                store.states().stream().collect(Collectors.toMap(FeedState::employer, Function.identity()));
        List<FeedState> states = employers.all().stream()
                .map(Employer::orgNumber)
                .sorted()
                .map(orgNumber -> stored.getOrDefault(orgNumber, FeedState.initial(orgNumber)))
                .toList();
        Map<String, Backlog> backlogs = store.backlogs().stream()
                .filter(backlog -> employers.isConfigured(backlog.employer()))
                .collect(Collectors.toMap(Backlog::employer, Function.identity()));
        return new FeedOverview(states, backlogs);
    }

    Backlog backlog(String employer) {
        return backlogs.getOrDefault(employer, Backlog.none(employer));
    }

    static boolean isFailing(FeedState state) {
        return state.failures() > 0;
    }

    long failing() {
        return states.stream().filter(FeedOverview::isFailing).count();
    }

    long paused() {
        return states.stream().filter(FeedState::paused).count();
    }

    /** The employers that are not paused. */
    List<FeedState> active() {
        return states.stream().filter(state -> !state.paused()).toList();
    }

    long count(InboxState state) {
        return backlogs.values().stream()
                .mapToLong(backlog -> backlog.count(state))
                .sum();
    }

    /** The age of the oldest undelivered order version, zero if none waits. */
    Duration undeliveredAge(Instant now) {
        return backlogs.values().stream()
                .map(Backlog::oldestUndelivered)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(oldest -> Duration.between(oldest, now))
                .orElse(Duration.ZERO);
    }

    /**
     * The longest time since the last successful pass of an employer that is not paused, zero if there is none.
     *
     * @param startedAt counts as the last success of an employer that has had none
     */
    Duration successAge(Instant startedAt, Instant now) {
        return active().stream()
                .map(state -> state.lastSuccessAt() == null ? startedAt : state.lastSuccessAt())
                .min(Comparator.naturalOrder())
                .map(last -> Duration.between(last, now))
                .orElse(Duration.ZERO);
    }
}
