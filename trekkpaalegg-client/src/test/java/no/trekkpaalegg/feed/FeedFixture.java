package no.trekkpaalegg.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.trekkpaalegg.feed.ReadOptions.UnknownOrganisations;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.observation.Observed;
import org.threeten.extra.MutableClock;

/** A feed with the memory store, an authority, a host and a clock that tests are in control of. */
final class FeedFixture {
    static final Employer EMPLOYER = Employer.own("313367002");
    static final Employer OTHER_EMPLOYER = Employer.systemUser("310000019");
    static final String UNKNOWN_ORGANISATION = "971648199";

    final MutableClock clock = MutableClock.of(Instant.parse("2026-03-05T12:00:00Z"), ZoneOffset.UTC);
    final FakeAuthority authority = new FakeAuthority();
    final RecordingReceiver host = new RecordingReceiver();
    final FaultyStore faults = new FaultyStore(new InMemoryFeedStore());
    final FeedStore store = faults.store();
    final Set<String> configured = ConcurrentHashMap.newKeySet();
    final RecordedCounts counts = new RecordedCounts();
    final Observed observed = new Observed();
    Feed feed;

    FeedFixture() {
        this(FeedOptions.defaults());
    }

    FeedFixture(FeedOptions options) {
        configured.add(EMPLOYER.orgNumber());
        feed = newFeed(options);
    }

    /** Without a re-read window. */
    static FeedFixture withPages(int pageSize) {
        return withPages(pageSize, Duration.ZERO);
    }

    static FeedFixture withPages(int pageSize, Duration rereadWindow) {
        return with(new ReadOptions(pageSize, rereadWindow, false, UnknownOrganisations.DELIVER));
    }

    static FeedFixture with(ReadOptions read) {
        return new FeedFixture(options(read, DeliveryOptions.defaults(), PollOptions.defaults()));
    }

    static FeedFixture with(DeliveryOptions delivery) {
        return new FeedFixture(options(ReadOptions.defaults(), delivery, PollOptions.defaults()));
    }

    static FeedFixture with(PollOptions poll) {
        return new FeedFixture(options(ReadOptions.defaults(), DeliveryOptions.defaults(), poll));
    }

    static FeedFixture with(RunOptions run) {
        return new FeedFixture(
                new FeedOptions(ReadOptions.defaults(), DeliveryOptions.defaults(), PollOptions.defaults(), run));
    }

    private static FeedOptions options(ReadOptions read, DeliveryOptions delivery, PollOptions poll) {
        return new FeedOptions(read, delivery, poll, RunOptions.defaults());
    }

    /** Another feed on the same store, as after a restart or on another node. */
    Feed newFeed(FeedOptions options) {
        return new Feed(
                authority,
                store,
                host,
                configured::contains,
                options,
                new FeedTelemetry(observed.withoutEmployerTag(), counts),
                clock);
    }

    PassResult poll() {
        return feed.poll(EMPLOYER);
    }

    PassResult reconcile() {
        return feed.reconcile(EMPLOYER);
    }

    Instant runDue() {
        return feed.runDue(EMPLOYER);
    }

    FeedState state() {
        return store.state(EMPLOYER.orgNumber());
    }

    InboxEntry entry(TestOrder order) {
        return store.find(order.key()).orElseThrow();
    }

    InboxState stateOf(TestOrder order) {
        return entry(order).state();
    }

    boolean isStored(TestOrder order) {
        return store.find(order.key()).isPresent();
    }

    long count(InboxState state) {
        return store.countByState(EMPLOYER.orgNumber()).getOrDefault(state, 0L);
    }

    void pause(boolean paused) {
        store.inTransaction(EMPLOYER.orgNumber(), () -> {
            store.save(state().withPaused(paused));
            return paused;
        });
    }

    Duration untilNextPoll() {
        return Duration.between(clock.instant(), state().nextPollAt());
    }

    static ReadSummary read(int received, int stored) {
        return read(received, stored, 0, 0);
    }

    /** As if every well-formed element named the employer. */
    static ReadSummary read(int received, int stored, int rejected, int recovered) {
        return ReadSummary.received(received, received == 0 ? Set.of() : Set.of(EMPLOYER.orgNumber()))
                .withNew(stored, rejected, recovered);
    }

    static DeliverySummary delivered(int delivered) {
        return new DeliverySummary(delivered, 0, 0, 0, 0, true);
    }
}
