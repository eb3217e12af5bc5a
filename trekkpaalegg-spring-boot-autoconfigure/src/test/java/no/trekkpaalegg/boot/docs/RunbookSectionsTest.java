package no.trekkpaalegg.boot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import no.trekkpaalegg.observation.Runbook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where log lines send an operator there is something to read. */
class RunbookSectionsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @ParameterizedTest
    @EnumSource
    void whenALogLinePointsToASection_thenTheRunbookHasIt(Runbook section) {
        String[] link = section.toString().split("#", -1);

        assertThat(MarkdownPage.read(ROOT.resolve(link[0])).anchors()).contains(link[1]);
    }
}
