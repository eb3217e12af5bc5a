package no.trekkpaalegg.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNumberCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a synthetic person, a synthetic D-number
                "10908410047",
                "10908410128",
                "50908410030",
                "50908410111",
                // as from 2032: a remainder of one, two and three
                "10908420018",
                "10908420107",
                "10908420387",
                // the check digits were made before 80 was added
                "10908430007",
                "10908430198"
            })
    void whenDateAndCheckDigitsFit_thenItPasses(String number) {
        assertThat(PersonNumberCheck.passes(digits(number))).isTrue();
    }

    @Test
    void whenFortyIsAddedToTheMonth_thenItPasses() {
        assertThat(PersonNumberCheck.passes(
                        digits("10908410047".replace("1090", "1050").replace("10047", "10064"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10908412345",
                "10908410048",
                "10908410057",
                "00908410047",
                "32908410047",
                "10938410047",
                "10808410047",
                "00000000000"
            })
    void whenDateOrCheckDigitsDoNotFit_thenItDoesNot(String number) {
        assertThat(PersonNumberCheck.passes(digits(number))).isFalse();
    }

    private static int[] digits(String number) {
        return number.chars().map(digit -> digit - '0').toArray();
    }
}
