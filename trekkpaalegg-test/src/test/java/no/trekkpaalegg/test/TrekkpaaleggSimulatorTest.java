package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class TrekkpaaleggSimulatorTest extends SimulatorTestBase {

    @Test
    void propertiesAreAllThatHostNeeds() {
        assertThat(simulator.properties())
                .containsOnlyKeys(
                        "trekkpaalegg.base-url",
                        "trekkpaalegg.maskinporten.issuer",
                        "trekkpaalegg.maskinporten.token-uri",
                        "trekkpaalegg.maskinporten.client-id",
                        "trekkpaalegg.maskinporten.private-key")
                .containsEntry("trekkpaalegg.base-url", simulator.baseUrl().toString())
                .containsEntry("trekkpaalegg.maskinporten.private-key", simulator.privateKeyJwk());
        assertThat(simulator.baseUrl().toString()).matches("http://localhost:\\d+");
        assertThat(simulator.tokenUri().toString()).startsWith(simulator.issuer());
    }

    @Test
    void requestsAreRecordedWithoutAuthorization() {
        String token = caller.ownToken();
        clock.add(Duration.ofSeconds(3));
        caller.get(Caller.ORDERS + "?fraSekvensnummer=5&maksAntall=7", token, "Klientid", "test/1");

        RecordedRequest request = simulator.apiRequests().get(0);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo(Caller.ORDERS);
        assertThat(request.query()).isEqualTo("fraSekvensnummer=5&maksAntall=7");
        assertThat(request.header("klientid")).contains("test/1");
        assertThat(request.header("Authorization")).isEmpty();
        assertThat(request.at()).isEqualTo(START.plusSeconds(3));
        assertThat(request.employer()).isEqualTo(OWN);
        assertThat(request.toString()).doesNotContain(token);
    }

    @Test
    void requestWithoutKnownTokenHasNoEmployer() {
        caller.get(Caller.ORDERS, "another");

        assertThat(simulator.apiRequests().get(0).employer()).isNull();
    }

    @Test
    void tokenRequestsAreCountedApart() {
        caller.ownToken();
        caller.requestToken("refused");

        assertThat(simulator.tokenRequestCount()).isEqualTo(2);
        assertThat(simulator.tokenRequests())
                .extracting(RecordedRequest::method)
                .containsExactly("POST", "POST");
        assertThat(simulator.assertions()).isEqualTo(1);
        assertThat(simulator.tokensIssuedFor(OWN)).isEqualTo(1);
        assertThat(simulator.apiRequestCount()).isZero();
    }

    @Test
    void observationsCanBeCleared() {
        String token = caller.ownToken();
        caller.all(token);

        simulator.clearObservations();

        assertThat(simulator.tokenRequests()).isEmpty();
        assertThat(simulator.tokenRequestCount()).isZero();
        assertThat(simulator.apiRequests()).isEmpty();
        assertThat(simulator.apiRequestCount()).isZero();
        assertThat(simulator.assertions()).isZero();
        assertThat(simulator.tokensIssuedFor(OWN)).isZero();
        assertThat(caller.all(token)).isEmpty();
    }

    @Test
    void resetForgetsAllButKeysAndSequence() {
        String assertion = caller.sign(caller.claims());
        assertToken(caller.requestToken(assertion));
        simulator.delegate(CUSTOMER);
        simulator.approveSystemUser(OTHER_CUSTOMER);
        simulator.denyAccess(OWN);
        simulator.grantScope(false);
        simulator.injectApiFault(Fault.serviceUnavailable(), 1);
        String kid = simulator.keyId();
        long issued = simulator.issue(OWN).sekvensnummer();

        simulator.reset();

        assertThat(caller.all(caller.ownToken())).isEmpty();
        assertRefused(caller.requestToken(assertion), "invalid_grant", "MP-012");
        assertRefused(caller.requestToken(caller.claimsWith("consumer_org", CUSTOMER)), "invalid_grant", "MP-251");
        assertRefused(
                caller.requestToken(
                        caller.claimsWith("authorization_details", List.of(Caller.systemUserOf(OTHER_CUSTOMER)))),
                "invalid_grant",
                "MP-303");
        assertThat(simulator.keyId()).isEqualTo(kid);
        assertThat(simulator.issue(OWN).sekvensnummer()).isEqualTo(issued + 1);
    }

    @Test
    void optionsAreFollowed() throws IOException {
        int port = freePort();
        SimulatorOptions options = SimulatorOptions.defaults()
                .withClock(clock)
                .withPort(port)
                .withTokenLifetime(Duration.ofSeconds(10))
                .withOwnOrganisation(CUSTOMER)
                .withFirstSekvensnummer(5_000_000_000L);
        try (TrekkpaaleggSimulator other = TrekkpaaleggSimulator.start(options)) {
            Caller otherCaller = new Caller(other, clock);
            String token = otherCaller.ownToken();

            assertThat(other.baseUrl()).hasPort(port);
            assertThat(other.ownOrganisation()).isEqualTo(CUSTOMER);
            assertThat(other.issue(CUSTOMER).sekvensnummer()).isEqualTo(5_000_000_000L);
            assertThat(otherCaller.all(token)).hasSize(1);
            clock.add(Duration.ofSeconds(10));
            assertError(otherCaller.get(Caller.ORDERS, token), 401, "KB-004");
        }
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        SimulatorOptions defaults = SimulatorOptions.defaults();

        assertThatThrownBy(() -> defaults.withTokenLifetime(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defaults.withFirstSekvensnummer(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoSimulatorsKnowNothingOfEachOther() {
        try (TrekkpaaleggSimulator other = TrekkpaaleggSimulator.start()) {
            Caller otherCaller = new Caller(other, Clock.systemUTC());
            simulator.issue(OWN);

            assertThat(otherCaller.all(otherCaller.ownToken())).isEmpty();
            assertError(caller.get(Caller.ORDERS, otherCaller.ownToken()), 401, "KB-004");
        }
    }

    @Test
    void closedSimulatorIsGone() {
        TrekkpaaleggSimulator other = TrekkpaaleggSimulator.start();
        Caller otherCaller = new Caller(other, Clock.systemUTC());
        other.close();

        assertThatThrownBy(otherCaller::ownToken).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void nothingIsPrinted(CapturedOutput output) {
        try (TrekkpaaleggSimulator other = TrekkpaaleggSimulator.start()) {
            Caller otherCaller = new Caller(other, Clock.systemUTC());
            other.issue(OWN);
            String token = otherCaller.ownToken();
            HttpResponse<String> orders = otherCaller.get(Caller.ORDERS, token);
            otherCaller.requestToken("refused");

            assertThat(orders.body()).contains("skyldner");
            assertThat(output.getAll()).doesNotContain(token).doesNotContainPattern("\\d{11}");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
