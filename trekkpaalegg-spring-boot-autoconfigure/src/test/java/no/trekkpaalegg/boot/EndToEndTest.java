package no.trekkpaalegg.boot;

import static no.trekkpaalegg.boot.RecordingListener.avsluttet;
import static no.trekkpaalegg.boot.RecordingListener.endret;
import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Reconciled;
import no.trekkpaalegg.feed.PassResult.Refused;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.SimulatorOptions;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;
import org.threeten.extra.MutableClock;

/** From the authority's order to the host's listener, for each access and each kind of order. */
@ExtendWith(OutputCaptureExtension.class)
class EndToEndTest {
    private static final String CUSTOMER = "313367010";
    private static final String OTHER_CUSTOMER = "313367029";

    private static final MutableClock clock = MutableClock.of(Instant.parse("2026-03-05T15:00:00Z"), ZoneOffset.UTC);

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start(clock);

    private static final String own = SimulatorOptions.defaults().ownOrganisation();

    private final RecordingListener listener = new RecordingListener();
    private TestHost host;

    @AfterEach
    void stopHost() {
        if (host != null) {
            host.close();
        }
    }

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
    void whenOneEmployerIsRefused_thenTheOthersAreNotDisturbed() {
        simulator.approveSystemUser(CUSTOMER);
        simulator.denyAccess(CUSTOMER);
        start(setup().listener(listener)
                .with("trekkpaalegg.employers[0].org-number", CUSTOMER)
                .with("trekkpaalegg.employers[0].access", "system-user")
                .with("trekkpaalegg.employers[1].org-number", OTHER_CUSTOMER)
                .with("trekkpaalegg.employers[1].access", "delegation"));
        IssuedOrder ofOwn = simulator.issue(own);
        IssuedOrder ofCustomer = simulator.issue(CUSTOMER);

        assertThat(refused(CUSTOMER).failure().kode()).contains("KB-005");
        assertThat(refused(OTHER_CUSTOMER).failure().kode()).contains("MP-251");
        caughtUp(own);
        assertThat(listener.received()).containsExactly(nytt(ofOwn));

        simulator.restoreAccess(CUSTOMER);
        caughtUp(CUSTOMER);
        assertThat(listener.received()).containsExactly(nytt(ofOwn), nytt(ofCustomer));
    }

    @Test
    void whenTheTokenHasExpired_thenAnotherIsFetched() {
        start(setup().bean("clock", new TrekkpaaleggClock(clock)));
        caughtUp(own);
        caughtUp(own);
        assertThat(simulator.tokenRequestCount()).isEqualTo(1);

        clock.add(Duration.ofMinutes(3));
        caughtUp(own);

        assertThat(simulator.tokenRequestCount()).isEqualTo(2);
    }

    @Test
    void whenTheTokenIsRevoked_thenAnotherIsFetchedOnce() {
        start(setup());
        caughtUp(own);
        simulator.revokeTokens();

        caughtUp(own);

        assertThat(simulator.tokenRequestCount()).isEqualTo(2);
        assertThat(simulator.apiRequestCount()).isEqualTo(3);
    }

    @Test
    void whenAnUnknownEmployerIsToBePolled_thenTheCallIsRefused() {
        start(setup());

        assertThatThrownBy(() -> host.poll(CUSTOMER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + CUSTOMER + "' is not configured");
        assertThatThrownBy(() -> host.bean(TrekkpaaleggPoller.class).reconcile(CUSTOMER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(simulator.tokenRequestCount()).isZero();
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

    @Test
    void whenTheHostUsesTheClientItself_thenItReadsOrders() {
        start(setup());
        IssuedOrder first = simulator.issue(own);
        IssuedOrder second = simulator.issue(own);
        TrekkpaaleggClient client = host.bean(TrekkpaaleggClient.class);
        Employer employer = Employer.own(own);

        assertThat(client.findAll(employer))
                .extracting(Trekkpaalegg::trekkid)
                .containsExactly(first.trekkid(), second.trekkid());
        assertThat(client.findChanges(employer, first.sekvensnummer(), 10))
                .extracting(Trekkpaalegg::trekkid)
                .containsExactly(second.trekkid());
        assertThat(client.streamChanges(employer, 0, 1)).hasSize(2);
        assertThat(client.findVersion(employer, first.trekkid(), 1)).isPresent();
        assertThat(client.findVersion(employer, first.trekkid(), 2)).isEmpty();
    }

    @Test
    void whenTheApplicationHasAName_thenItIsTheKlientid() {
        assertThat(klientid(setup().with("spring.application.name", "payroll 7")))
                .isEqualTo("payroll 7");
        assertThat(klientid(setup().with("spring.application.name", "lønn"))).isEqualTo("l?nn");
        assertThat(klientid(setup().with("spring.application.name", "payroll")
                        .with("trekkpaalegg.client-name", "payroll/8.1")))
                .isEqualTo("payroll/8.1");
        assertThat(klientid(setup())).isEqualTo("trekkpaalegg");
    }

    @Test
    void whenACallIsMade_thenItsKorrelasjonsidIsFresh() {
        start(setup());
        caughtUp(own);
        caughtUp(own);

        assertThat(simulator.apiRequests())
                .extracting(request -> request.header("Korrelasjonsid").orElse(""))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f-]{36}"));
    }

    private static TestHost.Setup setup() {
        return TestHost.at(simulator).bean("clock", new TrekkpaaleggClock(clock));
    }

    /** So much later that everything is due that waits. */
    private static void later() {
        clock.add(Duration.ofDays(1));
    }

    private void start(TestHost.Setup setup) {
        host = setup.start();
    }

    private CaughtUp caughtUp(String employer) {
        PassResult result = host.poll(employer);
        assertThat(result).isInstanceOf(CaughtUp.class);
        return (CaughtUp) result;
    }

    private Refused refused(String employer) {
        PassResult result = host.poll(employer);
        assertThat(result).isInstanceOf(Refused.class);
        return (Refused) result;
    }

    private PassResult reconcile() {
        return host.bean(TrekkpaaleggPoller.class).reconcile(own);
    }

    private long inbox(InboxState state) {
        return host.bean(FeedStore.class).countByState(own).getOrDefault(state, 0L);
    }

    private static String klientid(TestHost.Setup setup) {
        simulator.clearObservations();
        try (TestHost other = setup.start()) {
            other.poll(own);
        }
        return simulator.apiRequests().get(0).header("Klientid").orElse("");
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
