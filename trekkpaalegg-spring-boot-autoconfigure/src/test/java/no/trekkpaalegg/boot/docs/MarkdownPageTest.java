package no.trekkpaalegg.boot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check of links finds, and what it leaves alone. */
class MarkdownPageTest {
    @TempDir
    Path folder;

    @Test
    void whenHeadingsHavePunctuation_thenAnchorsAreThoseOfGitHub() throws IOException {
        MarkdownPage page =
                page("# Refused: access\n\n## `MP-nnn`, KB\n\n## Kom i gang på norsk\n\n## Twice\n\n## Twice\n");

        assertThat(page.anchors())
                .containsExactly("refused-access", "mp-nnn-kb", "kom-i-gang-på-norsk", "twice", "twice-1");
    }

    @Test
    void whenAHeadingIsInACodeBlock_thenItIsNone() throws IOException {
        assertThat(page("# One\n\n```sh\n# two\n```\n").anchors()).containsExactly("one");
    }

    @Test
    void whenPageAndHeadingAreThere_thenTheLinkIsWhole() throws IOException {
        Files.writeString(folder.resolve("other.md"), "# Here\n");

        assertThat(page("# Top\n\n[a](other.md) [b](other.md#here) [c](#top) [d](https://example.org/x#y)")
                        .brokenLinks())
                .isEmpty();
    }

    @Test
    void whenPageOrHeadingIsMissing_thenTheLinkIsBroken() throws IOException {
        Files.writeString(folder.resolve("other.md"), "# Here\n");

        assertThat(page("# Top\n\n[a](gone.md) [b](other.md#there) [c](#bottom)")
                        .brokenLinks())
                .containsExactly("page.md -> gone.md", "page.md -> other.md#there", "page.md -> #bottom");
    }

    private MarkdownPage page(String text) throws IOException {
        return MarkdownPage.read(Files.writeString(folder.resolve("page.md"), text));
    }
}
