package no.trekkpaalegg.boot;

import static no.trekkpaalegg.boot.RecordingListener.avsluttet;
import static no.trekkpaalegg.boot.RecordingListener.endret;
import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Reconciled;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.test.IssuedOrder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;

/** From the authority's order to the host's listener, for each access and each kind of order. */
class EndToEndTest extends EndToEndFixture {
    @Test
    void whenAnOrderIsIssuedChangedAndEnded_thenTheListenerGetsAllThree() {
        start(setup().listener(listener));
        IssuedOrder issued = simulator.issue(own);
        caughtUp(own);
        IssuedOrder changed = simulator.change(issued.trekkid(), order -> order.withSaksnummer("TREKK/2026/9"));
        caughtUp(own);
        IssuedOrder ended = simulator.end(issued.trekkid());
        caughtUp(own);

        assertThat(listener.received()).containsExactly(nytt(issued), endret(changed), avsluttet(ended));
        assertThat(listener.events())
                .extracting(TrekkpaaleggEvent::json)
                .containsExactly(issued.json(), changed.json(), ended.json());
        Trekkpaalegg second = listener.events().get(1).trekkpaalegg();
        assertThat(second.sekvensnummer()).isEqualTo(changed.sekvensnummer());
        assertThat(second.saksnummer()).isEqualTo("TREKK/2026/9");
        assertThat(second.trekkpliktig()).isEqualTo(own);
    }

    @Test
    void whenAnOrderEndsWithoutANewVersion_thenReconcilingFindsItOnce() {
        start(setup().listener(listener));
        IssuedOrder issued = simulator.issue(own);
        caughtUp(own);
        IssuedOrder ended = simulator.endWithoutNewVersion(issued.trekkid());

        assertThat(reconcile()).isInstanceOf(Reconciled.class);
        assertThat(reconcile()).isInstanceOf(Reconciled.class);

        assertThat(listener.received()).containsExactly(nytt(issued), avsluttet(ended));
    }

    @Test
    void whenEmployersHaveEachTheirAccess_thenEachGetsItsOwnOrders() {
        simulator.approveSystemUser(CUSTOMER, "payroll");
        simulator.approveSystemUser(CUSTOMER, "other system");
        simulator.delegate(OTHER_CUSTOMER);
        start(setup().listener(listener)
                .with("trekkpaalegg.employers[0].org-number", CUSTOMER)
                .with("trekkpaalegg.employers[0].access", "system-user")
                .with("trekkpaalegg.employers[0].external-ref", "payroll")
                .with("trekkpaalegg.employers[1].org-number", OTHER_CUSTOMER)
                .with("trekkpaalegg.employers[1].access", "delegation"));
        IssuedOrder ofOwn = simulator.issue(own);
        IssuedOrder ofCustomer = simulator.issue(CUSTOMER);
        IssuedOrder ofOther = simulator.issue(OTHER_CUSTOMER);

        caughtUp(CUSTOMER);
        caughtUp(OTHER_CUSTOMER);
        caughtUp(own);

        assertThat(listener.received()).containsExactly(nytt(ofCustomer), nytt(ofOther), nytt(ofOwn));
    }

    @Test
    void whenTheListenerFails_thenTheOrderIsTriedAgainAndTheOthersGoOn() {
        IssuedOrder failing = simulator.issue(own);
        IssuedOrder fine = simulator.issue(own);
        listener.doing(event -> {
            if (event.trekkpaalegg().trekkid().equals(failing.trekkid())) {
                throw new IllegalStateException("the payroll database is away");
            }
        });
        start(setup().listener(listener));

        assertThat(caughtUp(own).delivery().failed()).isEqualTo(1);
        assertThat(listener.received()).containsExactly(nytt(fine));
        listener.doing(event -> {});
        later();
        assertThat(caughtUp(own).delivery().delivered()).isEqualTo(1);
        caughtUp(own);

        assertThat(listener.received()).containsExactly(nytt(fine), nytt(failing));
        assertThat(listener.calls()).isEqualTo(3);
    }

    @Test
    void whenTheListenerFailsEachTime_thenTheOrderIsParkedAndKept(CapturedOutput output) {
        simulator.issue(own);
        listener.doing(event -> {
            throw new IllegalStateException("no such employee");
        });
        start(setup().listener(listener).with("trekkpaalegg.delivery.max-attempts", "2"));

        caughtUp(own);
        later();
        assertThat(caughtUp(own).delivery().parked()).isEqualTo(1);
        later();
        caughtUp(own);

        assertThat(listener.calls()).isEqualTo(2);
        assertThat(inbox(InboxState.PARKED)).isEqualTo(1);
        assertThat(output).contains("Parked an order version", "no such employee");
    }

    @Test
    void whenAnErrorComesOutOfTheListener_thenTheOrderIsTriedAgain() {
        IssuedOrder order = simulator.issue(own);
        listener.doing(event -> {
            throw new OutOfMemoryError("simulated");
        });
        start(setup().listener(listener));

        assertThat(caughtUp(own).delivery().failed()).isEqualTo(1);
        listener.doing(event -> {});
        later();
        caughtUp(own);

        assertThat(listener.received()).containsExactly(nytt(order));
    }

    @Test
    void whenTheListenerTakesSomeEventsOnly_thenTheOthersWaitForAListener() {
        NyttListener nyttOnly = new NyttListener();
        start(setup().listener(nyttOnly));
        IssuedOrder issued = simulator.issue(own);
        caughtUp(own);
        IssuedOrder ended = simulator.end(issued.trekkid());
        caughtUp(own);
        assertThat(nyttOnly.received).hasSize(1);
        assertThat(inbox(InboxState.PARKED)).isZero();

        host.context().addApplicationListener(new ForwardingListener(listener));
        later();
        caughtUp(own);

        assertThat(listener.received()).containsExactly(avsluttet(ended));
    }

    @Test
    void whenThereIsNoListener_thenNothingIsLost(CapturedOutput output) {
        start(setup());
        IssuedOrder first = simulator.issue(own);
        CaughtUp unheard = caughtUp(own);
        assertThat(unheard.read().stored()).isEqualTo(1);
        assertThat(unheard.delivery().listening()).isFalse();
        assertThat(output).contains("nothing is delivered because the application has no listener");
        IssuedOrder second = simulator.issue(own);

        host.context().addApplicationListener(new ForwardingListener(listener));
        later();
        caughtUp(own);

        assertThat(listener.received()).containsExactly(nytt(first), nytt(second));
    }

    @Test
    void whenAListenerPollsItsOwnEmployer_thenThatFailsAndTheOrderIsTriedAgain() {
        IssuedOrder order = simulator.issue(own);
        listener.doing(event -> host.poll(own));
        start(setup().listener(listener));

        assertThat(caughtUp(own).delivery().failed()).isEqualTo(1);
        listener.doing(event -> {});
        later();
        caughtUp(own);

        assertThat(listener.received()).containsExactly(nytt(order));
    }

    /** So much later that everything is due that waits. */
    private static void later() {
        clock.add(Duration.ofDays(1));
    }

    private long inbox(InboxState state) {
        return host.bean(FeedStore.class).countByState(own).getOrDefault(state, 0L);
    }

    /** A listener that is added while the host runs. */
    private record ForwardingListener(RecordingListener listener) implements GenericApplicationListener {
        @Override
        public boolean supportsEventType(ResolvableType type) {
            return TrekkpaaleggEvent.class.isAssignableFrom(type.getGeneric().resolve(Object.class));
        }

        @Override
        public void onApplicationEvent(ApplicationEvent event) {
            if (event instanceof PayloadApplicationEvent<?> payload
                    && payload.getPayload() instanceof TrekkpaaleggEvent order) {
                listener.on(order);
            }
        }
    }

    static final class NyttListener {
        private final List<NyttTrekkpaalegg> received = new CopyOnWriteArrayList<>();

        @EventListener
        void on(NyttTrekkpaalegg event) {
            received.add(event);
        }
    }
}
