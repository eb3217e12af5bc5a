package no.trekkpaalegg.boot;

import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.feed.PassResult.Refused;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.test.IssuedOrder;
import org.junit.jupiter.api.Test;

/** The calls of a host: tokens, refusals, headers, and the client in the host's own hands. */
class EndToEndCallsTest extends EndToEndFixture {
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

    private Refused refused(String employer) {
        PassResult result = host.poll(employer);
        assertThat(result).isInstanceOf(Refused.class);
        return (Refused) result;
    }

    private static String klientid(TestHost.Setup setup) {
        simulator.clearObservations();
        try (TestHost other = setup.start()) {
            other.poll(own);
        }
        return simulator.apiRequests().get(0).header("Klientid").orElse("");
    }
}
