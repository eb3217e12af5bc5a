package no.trekkpaalegg.test;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form in which a token is asked for. */
class TokenFormTest extends SimulatorTestBase {
    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void isAcceptedWithCharset() {
        assertToken(caller.postForm(good(), "Content-Type", FORM + ";charset=UTF-8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"&client_id=x", "&scope=skatteetaten%3Atrekkpaalegg", "&resource=x", "&assertion=x", "&x"})
    void isRefusedWithMoreParameters(String more) {
        assertRefused(caller.postForm(good() + more, "Content-Type", FORM), "invalid_request", "MP-011");
    }

    @Test
    void isRefusedWithoutAssertion() {
        String body = "grant_type=" + Caller.encode(Caller.GRANT_TYPE);

        assertRefused(caller.postForm(body, "Content-Type", FORM), "invalid_request", "MP-011");
    }

    @Test
    void isRefusedWithOtherGrantType() {
        String body = "grant_type=client_credentials&assertion=" + caller.sign(caller.claims());

        assertRefused(caller.postForm(body, "Content-Type", FORM), "unsupported_grant_type", "MP-011");
    }

    @Test
    void isRefusedAsJson() {
        assertRefused(caller.postForm(good(), "Content-Type", "application/json"), "invalid_request", "MP-011");
    }

    @Test
    void isRefusedWithoutContentType() {
        assertRefused(caller.postForm(good(), "Accept", "*/*"), "invalid_request", "MP-011");
    }

    @Test
    void isRefusedWithClientAuthentication() {
        HttpResponse<String> response = caller.postForm(good(), "Content-Type", FORM, "Authorization", "Basic eDp5");

        assertRefused(response, "invalid_request", "MP-011");
    }

    @Test
    void isRefusedInQuery() {
        HttpRequest request = caller.get("/maskinporten/token?" + good())
                .POST(HttpRequest.BodyPublishers.noBody())
                .header("Content-Type", FORM)
                .build();

        assertRefused(caller.send(request), "invalid_request", "MP-011");
    }

    @Test
    void isRefusedByGet() {
        assertRefused(caller.send(caller.get("/maskinporten/token").build()), "invalid_request", "MP-011");
    }

    private String good() {
        return Caller.form(caller.sign(caller.claims()));
    }
}
