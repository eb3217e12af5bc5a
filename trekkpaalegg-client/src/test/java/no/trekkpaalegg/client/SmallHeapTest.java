package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.feed.FeedOptions;
import no.trekkpaalegg.feed.FeedTelemetry;
import no.trekkpaalegg.feed.OrderReceiver;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.inbox.InMemoryFeedStore;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.jvm.GuestJvm;
import no.trekkpaalegg.model.Employer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Four employers at once, in a JVM of 128 MB, while the other side sends elements of two million characters. */
class SmallHeapTest {
    private static final int HOSTILE = 40;
    private static final int LARGE = 40;
    private static final int ORDINARY = 600;

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void whenElementsAreHuge_thenReconcilingAndPollingFourEmployersPassesInASmallHeap() throws IOException {
        try (RawServer server = new RawServer((number, connection) -> {
            connection.send(RawServer.OK + "\r\n[");
            for (int at = 0; at < ORDINARY; at++) {
                connection.send((at == 0 ? "" : ",") + OrderJson.order(1 + at));
                if (at < LARGE) {
                    connection.send("," + larger(OrderJson.order(10_001 + at), 250_000));
                }
                if (at < HOSTILE) {
                    connection.send("," + larger(OrderJson.order(20_001 + at), 1_990_000));
                }
            }
            connection.send("]");
        })) {
            List<String> lines =
                    GuestJvm.withEverything().withHeap("128m").run(FourEmployers.class, Map.of(), server.url());

            assertThat(lines.stream().filter(line -> line.startsWith("RESULT")))
                    .hasSize(4)
                    .allMatch(line -> line.contains("Reconciled, then ")
                            && line.endsWith("delivered " + (ORDINARY + LARGE) + ", rejected " + HOSTILE));
        }
    }

    private static String larger(String order, int length) {
        return order.substring(0, order.length() - 1) + ",\"nytt\":\"" + "x".repeat(length) + "\"}";
    }

    /** The host. */
    static final class FourEmployers {
        private FourEmployers() {}

        public static void main(String[] arguments) throws InterruptedException {
            OrderReader client = ClientFixture.client(arguments[0]);
            List<Thread> threads = Stream.of("310000019", "310000027", "310000035", "310000043")
                    .map(employer -> new Thread(() -> reconcile(client, employer)))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private static void reconcile(OrderReader client, String employer) {
            InMemoryFeedStore store = new InMemoryFeedStore();
            LongAdder delivered = new LongAdder();
            Feed feed = new Feed(
                    client,
                    store,
                    receiver(delivered),
                    employer::equals,
                    FeedOptions.defaults(),
                    FeedTelemetry.NONE,
                    Clock.systemUTC());
            PassResult reconciled = feed.reconcile(Employer.own(employer));
            PassResult polled = feed.poll(Employer.own(employer));
            System.out.println("RESULT " + reconciled.getClass().getSimpleName() + ", then "
                    + polled.getClass().getSimpleName() + ", delivered " + delivered + ", rejected "
                    + store.countByState(employer).get(InboxState.REJECTED));
        }

        private static OrderReceiver receiver(LongAdder delivered) {
            return new OrderReceiver() {
                @Override
                public boolean isListening() {
                    return true;
                }

                @Override
                public boolean isListeningTo(Class<? extends TrekkpaaleggEvent> type) {
                    return true;
                }

                @Override
                public void receive(TrekkpaaleggEvent event) {
                    delivered.increment();
                }
            };
        }
    }
}
