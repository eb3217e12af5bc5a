package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.feed.FeedOptions;
import no.trekkpaalegg.feed.FeedTelemetry;
import no.trekkpaalegg.feed.OrderReceiver;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.model.Employer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When an operator's action wakes the schedule, and for whom it is refused. */
class FeedPollerTest {
    private static final String EMPLOYER = "313367002";
    private static final InboxKey PARKED = new InboxKey(EMPLOYER, "A", 1, "aktiv");

    private final FeedStore store = new InMemoryFeedStore();
    private final List<String> woken = new ArrayList<>();
    private final EmployerRegistry employers = new EmployerRegistry(() -> List.of(Employer.own(EMPLOYER)));
    private final FeedPoller poller = new FeedPoller(
            new Feed(
                    nobody(OrderReader.class),
                    store,
                    nobody(OrderReceiver.class),
                    employers::isConfigured,
                    FeedOptions.defaults(),
                    FeedTelemetry.NONE,
                    Clock.systemUTC()),
            store,
            employers,
            woken::add,
            Clock.systemUTC());

    FeedPollerTest() {
        InboxEntry parked =
                InboxEntry.pending(PARKED, 5, "{}", Clock.systemUTC().instant()).parked("the listener failed");
        store.inTransaction(EMPLOYER, () -> {
            store.insert(List.of(parked));
            store.save(FeedState.initial(EMPLOYER).withCursor(5));
            return EMPLOYER;
        });
    }

    @Test
    void whenAnOrderIsRetried_thenTheScheduleWakes() {
        assertThat(poller.retry(PARKED)).isTrue();
        assertThat(woken).containsExactly(EMPLOYER);
    }

    @Test
    void whenThereIsNothingToRetry_thenItDoesNot() {
        assertThat(poller.retry(new InboxKey(EMPLOYER, "B", 1, "aktiv"))).isFalse();
        assertThat(woken).isEmpty();
    }

    @Test
    void whenAnOrderIsDiscarded_thenThereIsNothingToWakeFor() {
        assertThat(poller.discard(PARKED, "by hand")).isTrue();
        assertThat(woken).isEmpty();
    }

    @Test
    void whenTheCursorIsMovedBack_thenTheScheduleWakes() {
        assertThat(poller.rewind(EMPLOYER, 4, false).moved()).isTrue();
        assertThat(woken).containsExactly(EMPLOYER);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void whenTheCursorStays_thenItDoesNot(long sekvensnummer) {
        assertThat(poller.rewind(EMPLOYER, sekvensnummer, true).moved()).isFalse();
        assertThat(woken).isEmpty();
    }

    @Test
    void whenTheEmployerIsNotConfigured_thenEachIsRefused() {
        InboxKey foreign = new InboxKey("310000019", "A", 1, "aktiv");
        assertThatThrownBy(() -> poller.retry(foreign)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> poller.discard(foreign, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> poller.rewind("310000019", 0, false)).isInstanceOf(IllegalArgumentException.class);
    }

    private static <T> T nobody(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new UnsupportedOperationException(method.getName());
        }));
    }
}
