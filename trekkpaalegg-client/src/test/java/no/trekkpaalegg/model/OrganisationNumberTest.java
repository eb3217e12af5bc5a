package no.trekkpaalegg.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import no.bekk.bekkopen.org.OrganisasjonsnummerValidator;
import org.junit.jupiter.api.Test;

class OrganisationNumberTest {

    /** The library is the authority; it is not used in its place, because of what it brings along. */
    @Test
    void whenNumbersAreChecked_thenTheLibraryForNorwegianNumbersAgrees() {
        Random random = new Random(1);
        int valid = 0;
        for (int i = 0; i < 20_000; i++) {
            String number = "%09d".formatted(random.nextInt(1_000_000_000));
            assertThat(OrganisationNumber.isValid(number))
                    .as(number)
                    .isEqualTo(OrganisasjonsnummerValidator.isValid(number));
            valid += OrganisationNumber.isValid(number) ? 1 : 0;
        }
        assertThat(valid).isBetween(1_500, 2_500);
    }

    @Test
    void whenDigitsAreNotThoseOfOurAlphabet_thenTheyAreNone() {
        assertThat(OrganisationNumber.isValid("313367002")).isTrue();
        assertThat(OrganisationNumber.isValid("٣١٣٣٦٧٠٠٢")).isFalse();
    }
}
