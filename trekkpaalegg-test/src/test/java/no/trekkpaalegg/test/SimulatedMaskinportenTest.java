package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class SimulatedMaskinportenTest extends SimulatorTestBase {

    @Test
    void goodAssertionIsAnsweredWithToken() {
        HttpResponse<String> response = caller.requestToken(caller.claims());

        assertToken(response);
        JsonNode body = Caller.json(response.body());
        assertThat(body.path("access_token").asText()).hasSizeGreaterThan(40);
        assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(body.path("expires_in").isInt()).isTrue();
        assertThat(body.path("expires_in").asInt()).isEqualTo(120);
        assertThat(body.path("scope").asText()).isEqualTo("skatteetaten:trekkpaalegg");
    }

    @Test
    void metadataNamesIssuerAndTokenEndpoint() {
        HttpResponse<String> response = caller.send(caller.get("/maskinporten/.well-known/oauth-authorization-server")
                .build());

        JsonNode body = Caller.json(response.body());
        assertThat(body.path("issuer").asText()).isEqualTo(simulator.issuer()).endsWith("/maskinporten/");
        assertThat(body.path("token_endpoint").asText())
                .isEqualTo(simulator.tokenUri().toString());
    }

    @Test
    void otherAddressesAreUnknown() {
        HttpResponse<String> response =
                caller.send(caller.get("/maskinporten/token/more").build());

        assertThat(response.statusCode()).isEqualTo(404);
    }
}
