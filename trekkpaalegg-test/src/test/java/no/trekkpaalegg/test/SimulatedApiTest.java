package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedApiTest extends SimulatorTestBase {
    private String token;

    @BeforeEach
    void getToken() {
        token = caller.ownToken();
    }

    @Test
    void employerWithoutOrdersGetsEmptyArray() {
        HttpResponse<String> response = caller.get(Caller.ORDERS, token);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/trekkpaalegg/v2",
                "/api/trekkpaalegg/v1/",
                "/api/trekkpaalegg/v1/10001",
                "/api/trekkpaalegg/v1/10001/1/x"
            })
    void unknownUrlIsNotFound(String path) {
        assertError(caller.get(path, token), 404, "KB-003");
    }

    @Test
    void postIsNotFound() {
        HttpRequest post = caller.get(Caller.ORDERS)
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertError(caller.send(post), 404, "KB-003");
    }

    @Test
    void requestWithoutTokenIsUnauthorized() {
        assertError(caller.send(caller.get(Caller.ORDERS).build()), 401, "KB-004");
    }

    @Test
    void unknownTokenIsUnauthorized() {
        assertError(caller.get(Caller.ORDERS, "another"), 401, "KB-004");
    }

    @Test
    void tokenOfAnotherSchemeIsUnauthorized() {
        HttpRequest request = caller.get(Caller.ORDERS)
                .header("Authorization", "Basic " + token)
                .build();

        assertError(caller.send(request), 401, "KB-004");
    }

    @Test
    void tokenExpires() {
        clock.add(Duration.ofSeconds(119));
        assertThat(caller.get(Caller.ORDERS, token).statusCode()).isEqualTo(200);

        clock.add(Duration.ofSeconds(1));
        assertError(caller.get(Caller.ORDERS, token), 401, "KB-004");
    }

    @Test
    void revokedTokenIsUnauthorized() {
        simulator.revokeTokens();

        assertError(caller.get(Caller.ORDERS, token), 401, "KB-004");
        assertThat(caller.get(Caller.ORDERS, caller.ownToken()).statusCode()).isEqualTo(200);
    }

    @Test
    void employerWithoutRightIsForbidden() {
        simulator.delegate(CUSTOMER);
        simulator.denyAccess(CUSTOMER);

        assertError(caller.get(Caller.ORDERS, caller.delegatedToken(CUSTOMER)), 403, "KB-005");
        assertThat(caller.get(Caller.ORDERS, token).statusCode()).isEqualTo(200);

        simulator.restoreAccess(CUSTOMER);
        assertThat(caller.get(Caller.ORDERS, caller.delegatedToken(CUSTOMER)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/*", "*/*", "text/html, application/json;q=0.5"})
    void acceptThatAllowsJsonIsServed(String accept) {
        assertThat(caller.get(Caller.ORDERS, token, "Accept", accept).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "application/json;q=0", "application/jsonp"})
    void acceptWithoutJsonIsNotAcceptable(String accept) {
        assertError(caller.get(Caller.ORDERS, token, "Accept", accept), 406, "KB-008");
    }

    @Test
    void korrelasjonsidComesBackInErrors() {
        String id = "0f9f6a3e-6d0f-4c59-9f0b-abcdefabcdef";

        HttpResponse<String> response = caller.get("/api", token, "Korrelasjonsid", id);

        assertThat(Caller.json(response.body()).path("korrelasjonsid").asText()).isEqualTo(id);
        assertThat(caller.get(Caller.ORDERS, token, "Korrelasjonsid", id).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0f9f6a3e6d0f4c599f0babcdefabcdef", "0f9f6a3e-6d0f-4c59-9f0b-abcdefabcdeg"})
    void korrelasjonsidMustBeUuid(String id) {
        assertError(caller.get(Caller.ORDERS, token, "Korrelasjonsid", id), 400, "KB-006");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fraSekvensnummer=0",
                "maksAntall=1",
                "fraSekvensnummer=-1&maksAntall=1",
                "fraSekvensnummer=0&maksAntall=0",
                "fraSekvensnummer=&maksAntall=1",
                "fraSekvensnummer=x&maksAntall=1",
                "fraSekvensnummer=0&maksAntall=1.5",
                "fraSekvensnummer=+1&maksAntall=1",
                "fraSekvensnummer=9223372036854775808&maksAntall=1",
                "fraSekvensnummer=0&maksAntall=2147483648",
                "fraSekvensnummer=0&maksAntall=1&x=y",
                "fraSekvensnummer=0&maksAntall=1&maksAntall=1",
                "fraSekvensnummer=0&maksantall=1"
            })
    void wrongQueryIsInvalid(String query) {
        assertError(caller.get(Caller.ORDERS + "?" + query, token), 400, "KB-006");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fraSekvensnummer=0&maksAntall=1", "maksAntall=2147483647&fraSekvensnummer=9223372036854775807"})
    void queryAtItsLimitsIsServed(String query) {
        assertThat(caller.get(Caller.ORDERS + "?" + query, token).statusCode()).isEqualTo(200);
    }

    @Test
    void everyVersionCanBeFetched() {
        IssuedOrder first = simulator.issue(OWN);
        IssuedOrder second = simulator.change(first.trekkid(), order -> order.withSaksnummer("TREKK/2026/77"));

        assertThat(caller.get(path(first), token).body()).isEqualTo(first.json());
        assertThat(caller.get(path(second), token).body())
                .isEqualTo(second.json())
                .contains("TREKK/2026/77");
    }

    @Test
    void unknownVersionIsNotFound() {
        IssuedOrder order = simulator.issue(OWN);

        assertError(caller.get(Caller.ORDERS + "/" + order.trekkid() + "/2", token), 404, "KB-007");
        assertError(caller.get(Caller.ORDERS + "/another/1", token), 404, "KB-007");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1.0"})
    void versionMustBeNumber(String trekkversjon) {
        IssuedOrder order = simulator.issue(OWN);

        assertError(caller.get(Caller.ORDERS + "/" + order.trekkid() + "/" + trekkversjon, token), 400, "KB-006");
    }

    @Test
    void versionOfAnotherEmployerIsNotFound() {
        IssuedOrder order = simulator.issue(CUSTOMER);

        assertError(caller.get(path(order), token), 404, "KB-007");
    }

    @Test
    void versionThatIsNotVisibleYetIsNotFound() {
        IssuedOrder order = simulator.issueLate(OWN, late -> late);
        assertError(caller.get(path(order), token), 404, "KB-007");

        simulator.reveal(order);
        assertThat(caller.get(path(order), token).statusCode()).isEqualTo(200);
    }

    @Test
    void trekkidIsReadFromEncodedPath() {
        IssuedOrder order = simulator.issue(OWN, odd -> odd.withTrekkid("å/b +c"));

        HttpResponse<String> response = caller.get(Caller.ORDERS + "/%C3%A5%2Fb%20+c/1", token);

        JsonNode body = Caller.json(response.body());
        assertThat(body.path("trekkid").asText()).isEqualTo(order.trekkid());
    }

    private static String path(IssuedOrder order) {
        return Caller.ORDERS + "/" + order.trekkid() + "/" + order.trekkversjon();
    }
}
