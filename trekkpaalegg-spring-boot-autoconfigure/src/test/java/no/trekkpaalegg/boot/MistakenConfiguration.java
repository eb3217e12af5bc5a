package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;

/**
 * Mistakes, as the subclass lists them in {@code cases()}. Each has its twin: the same host with the cure applied, which starts.
 */
abstract class MistakenConfiguration extends FailureAnalysisFixture {
    @ParameterizedTest
    @MethodSource("cases")
    void whenTheConfigurationIsWrong_thenTheAnalysisNamesKeyAndCure(Case wrong, CapturedOutput output) {
        assertThatThrownBy(() -> wrong.host(wrong.wrong).start().close());

        String analysis = analysis(output);
        assertThat(analysis).contains("Description:\n\n" + wrong.key);
        assertThat(analysis).contains(wrong.words);
        assertThat(output.getAll()).doesNotContain("\tat no.trekkpaalegg");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whenTheCureIsApplied_thenTheHostStarts(Case cured, CapturedOutput output) {
        cured.host(cured.right).start().close();

        assertThat(output).doesNotContain("APPLICATION FAILED TO START");
    }
}
