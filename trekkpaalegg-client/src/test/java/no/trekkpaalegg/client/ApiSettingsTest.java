package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiSettingsTest {

    @Test
    void whenElementsMayBeLongerOrShorter_thenOnlyWithinReason() {
        URI url = URI.create("https://api-test.sits.no");

        assertThat(new ApiSettings(url, "payroll").maxElementSize()).isEqualTo(256 * 1024);
        assertThat(new ApiSettings(url, "payroll", 16 * 1024).maxElementSize()).isEqualTo(16 * 1024);
        for (int size : new int[] {-1, 0, 16 * 1024 - 1, 2 * 1024 * 1024 + 1}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ApiSettings(url, "payroll", size));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api-test.sits.no",
                "https://gateway.example/tax/",
                "http://localhost:8080",
                "http://127.0.0.1:1"
            })
    void whenTheBaseUrlIsSafe_thenItIsAccepted(String url) {
        assertThat(new ApiSettings(URI.create(url), "payroll/1.2").baseUrl()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api-test.sits.no",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "ftp://localhost",
                "api-test.sits.no",
                "/api",
                "https://user:password@api-test.sits.no"
            })
    void whenTheBaseUrlIsNotSafe_thenItIsRefusedByName(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiSettings(URI.create(url), "payroll/1.2"))
                .withMessageContaining("the base URL")
                .withMessageNotContaining("password@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api-test.sits.no?a=b", "https://api-test.sits.no/#part"})
    void whenTheBaseUrlHasMoreThanAPath_thenItIsRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiSettings(URI.create(url), "payroll/1.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "lønn", "a\r\nX-Injected: b", "a\tb"})
    void whenTheClientNameCannotBeAHeader_thenItIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiSettings(URI.create("https://api-test.sits.no"), name))
                .withMessageContaining("client name");
    }
}
