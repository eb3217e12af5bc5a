package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskinportenSettingsTest {
    private static final URI TOKEN = URI.create("https://test.maskinporten.no/token");

    @Test
    void whenScopeIsNotGiven_thenTheScopeOfTheApiIsUsed() {
        var settings = new MaskinportenSettings("client", "https://test.maskinporten.no/", TOKEN);

        assertThat(settings.scope()).isEqualTo("skatteetaten:trekkpaalegg");
        assertThat(settings.issuer()).isEqualTo("https://test.maskinporten.no/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080/", "http://127.0.0.1/", "http://[::1]:99/", "https://maskinporten.no"})
    void whenUrlIsSecureOrLocal_thenItIsAccepted(String url) {
        assertThat(new MaskinportenSettings("client", url, URI.create(url)).issuer())
                .isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://maskinporten.no/",
                "http://localhost.example.com/",
                "ftp://localhost/",
                "maskinporten.no",
                "https:///token",
                "https://user:secret@maskinporten.no/"
            })
    void whenUrlIsNotSecure_thenItIsRefused(String url) {
        assertThatThrownBy(() -> new MaskinportenSettings("client", url, TOKEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("issuer")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new MaskinportenSettings("client", "https://maskinporten.no/", URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("token URI");
    }

    @Test
    void whenIssuerIsNoUrl_thenItIsRefused() {
        assertThatThrownBy(() -> new MaskinportenSettings("client", "https://a b/", TOKEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", " padded"})
    void whenTextIsBlankOrPadded_thenTheMessageNamesIt(String text) {
        String issuer = "https://maskinporten.no/";

        assertThatThrownBy(() -> new MaskinportenSettings(text, issuer, TOKEN)).hasMessageContaining("client id");
        assertThatThrownBy(() -> new MaskinportenSettings("client", issuer, TOKEN, text))
                .hasMessageContaining("scope");
        assertThatThrownBy(() -> new MaskinportenSettings("client", text, TOKEN))
                .hasMessageContaining("issuer");
    }
}
