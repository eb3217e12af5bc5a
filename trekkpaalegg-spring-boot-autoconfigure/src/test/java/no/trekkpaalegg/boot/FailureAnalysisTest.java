package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

/** What a person reads who has got the configuration wrong: the analysis names the place, and a configuration with empty values starts. */
class FailureAnalysisTest extends FailureAnalysisFixture {
    @Test
    void whenAValueIsInAFile_thenTheAnalysisNamesFileAndLine(CapturedOutput output) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yaml"), """
                trekkpaalegg:
                  environment: test
                  org-number: "313367002"
                  poller:
                    interval: 30
                """);

        failToStart(Map.of("spring.config.location", file.toUri().toString()));

        assertThat(analysis(output))
                .contains("Description:\n\ntrekkpaalegg.poller.interval: 30ms is shorter")
                .containsPattern("\n    Origin: .*application.yaml.* - 5:15\n");
    }

    @Test
    void whenAnEmployerInAFileIsWrong_thenTheAnalysisNamesTheLineOfThatEmployer(CapturedOutput output)
            throws IOException {
        Path file = Files.writeString(directory.resolve("application.yaml"), """
                trekkpaalegg:
                  environment: test
                  employers:
                    - org-number: "313367002"
                    - access: system-user
                      org-number: "313367003"
                """);

        failToStart(Map.of("spring.config.location", file.toUri().toString()));

        assertThat(analysis(output))
                .contains("Description:\n\n" + SECOND + ".org-number: '313367003'")
                .containsPattern("\n    Origin: .*application.yaml.* - 6:19\n");
    }

    @Test
    void whenAKeyInAFileIsWrong_thenTheAnalysisNamesTheLineAndNotTheKey(CapturedOutput output) throws IOException {
        Path file = Files.writeString(directory.resolve("application.yaml"), """
                trekkpaalegg:
                  environment: test
                  org-number: "313367002"
                  maskinporten:
                    client-id: a-client
                    private-key: not-a-key
                """);

        failToStart(Map.of("spring.config.location", file.toUri().toString()));

        assertThat(analysis(output))
                .containsPattern("\n    Origin: .*application.yaml.* - 6:18\n")
                .doesNotContain("not-a-key");
    }

    @Test
    void whenAKeyIsMissing_thenTheAnalysisNamesNoOrigin(CapturedOutput output) {
        Map<String, Object> properties = correct();
        properties.remove(CLIENT_ID);

        assertThatThrownBy(
                () -> TestHost.unconfigured().with(properties).start().close());

        assertThat(analysis(output)).contains(CLIENT_ID).doesNotContain("Origin:");
    }

    /** As the documentation lists them: an empty value is one that was not given. */
    @Test
    void whenAllKeysAreThereAndSomeAreEmpty_thenTheHostStarts(CapturedOutput output) {
        Map<String, Object> properties = correct();
        for (String key : List.of(BASE_URL, "trekkpaalegg.client-name", KEY_ID, SSL_BUNDLE, ISSUER, TOKEN_URI, SCOPE)) {
            properties.put(key, "");
        }
        properties.put(FIRST + ".org-number", OTHER);
        properties.put(FIRST + ".access", "system-user");
        properties.put(FIRST + ".external-ref", "");

        TestHost.unconfigured().with(properties).start().close();

        assertThat(output).doesNotContain("APPLICATION FAILED TO START");
    }

    private static void failToStart(Map<String, Object> properties) {
        Map<String, Object> withKey =
                new LinkedHashMap<>(Map.of(CLIENT_ID, "a-client", PRIVATE_KEY, KEY.toJSONString()));
        withKey.putAll(properties);
        assertThatThrownBy(() -> TestHost.unconfigured().with(withKey).start().close());
    }
}
