package no.trekkpaalegg.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import no.trekkpaalegg.maskinporten.MaskinportenException;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import no.trekkpaalegg.model.Foedselsnummer;
import org.junit.jupiter.api.Test;

/** With a recorder of its own. The suite's sees the same exceptions: what is planted here is forbidden only here. */
class ExceptionWatchTest {
    private final Leaks leaks = new Leaks(new ForbiddenText(List.of("planted", "eleven digits")));
    private final ExceptionWatch watch = new ExceptionWatch();

    @Test
    void whenAnExceptionTypeOfOursSaysTooMuch_thenItIsFoundThoughItIsNotThrown() {
        watch.start();
        var made = new MaskinportenException(FailureKind.TRANSIENT, "is planted", FailureDetails.NONE, null);

        assertThat(watch.finish(leaks)).isEqualTo(1);
        assertThat(leaks.take())
                .containsExactly("exception " + made.getClass().getName() + " made by "
                        + getClass().getName() + ": a known secret after 'is '");
    }

    @Test
    void whenMainCodeSaysTooMuch_thenItIsFoundThoughItIsCaught() {
        watch.start();
        assertThatThrownBy(() -> new Foedselsnummer("1090")).isInstanceOf(IllegalArgumentException.class);

        assertThat(watch.finish(leaks)).isEqualTo(1);
        assertThat(leaks.take())
                .singleElement()
                .asString()
                .startsWith("exception java.lang.IllegalArgumentException made by no.trekkpaalegg.model.");
    }

    @Test
    void whenMainCodeSaysWhatItMay_thenNothingIsFound() {
        watch.start();
        assertThatThrownBy(() -> Employer.own("1")).isInstanceOf(IllegalArgumentException.class);

        assertThat(watch.finish(leaks)).isEqualTo(1);
        assertThat(leaks.take()).isEmpty();
    }

    @Test
    void whenATestSaysIt_thenItIsNotOurs() {
        watch.start();
        var made = new IllegalStateException("planted");

        assertThat(watch.finish(leaks)).isZero();
        assertThat(leaks.take()).isEmpty();
        assertThat(made).hasMessage("planted");
    }
}
