package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Consumer;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.RecordingListener;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.jdbc.TestH2;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.inbox.InboxKey;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A pass runs listeners in transactions of its own: if they need a row that the caller's holds, both wait for each other for ever. */
class PollInsideTransactionTest {
    private static final String OWN = "313367002";
    private static final InboxKey KEY = new InboxKey(OWN, "A", 1, "aktiv");

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private final HikariDataSource pool = TestH2.freshDatabase();
    private final RecordingListener listener = new RecordingListener();
    private TestHost host;
    private TransactionTemplate transaction;

    @BeforeEach
    void start() {
        host = TestHost.at(simulator).database(pool).listener(listener).start();
        transaction = new TransactionTemplate(host.bean(PlatformTransactionManager.class));
    }

    @AfterEach
    void close() {
        host.close();
        pool.close();
    }

    static Stream<Named<Consumer<TrekkpaaleggPoller>>> calls() {
        return Stream.of(
                Named.of("poll", poller -> poller.poll(OWN)),
                Named.of("reconcile", poller -> poller.reconcile(OWN)),
                Named.of("pause", poller -> poller.pause(OWN)),
                Named.of("resume", poller -> poller.resume(OWN)),
                Named.of("retry", poller -> poller.retry(KEY)),
                Named.of("discard", poller -> poller.discard(KEY, "by hand")),
                Named.of("rewind", poller -> poller.rewind(OWN, 0, true)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whenTheCallerHasATransaction_thenTheCallIsRefusedAtOnce(Consumer<TrekkpaaleggPoller> call) {
        transaction.executeWithoutResult(status -> assertThatIllegalStateException()
                .isThrownBy(() -> call.accept(host.poller()))
                .withMessageContaining("inside a transaction")
                .withMessageContaining("before the transaction starts"));

        assertThat(simulator.apiRequestCount()).isZero();
    }

    @Test
    void whenTheTransactionHasEnded_thenTheCallIsAllowed() {
        IssuedOrder order = simulator.issue(OWN);
        transaction.executeWithoutResult(status -> {});

        assertThat(host.poll(OWN)).isInstanceOf(CaughtUp.class);

        assertThat(listener.received()).containsExactly(RecordingListener.nytt(order));
    }

    /** A host may have transactions although the orders are kept in memory; its listeners need its rows all the same. */
    @Test
    void whenOrdersAreKeptInMemory_thenTheCallIsRefusedToo() {
        try (TestHost inMemory = TestHost.at(simulator)
                .database(pool)
                .with("trekkpaalegg.store.type", "memory")
                .start()) {
            transaction.executeWithoutResult(
                    status -> assertThatIllegalStateException().isThrownBy(() -> inMemory.poll(OWN)));
        }
    }
}
