package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SyntheticNumbersTest {

    @Test
    void personsHaveEightyAddedToTheMonth() {
        IntStream.range(0, 2_000).mapToObj(SyntheticPerson::number).forEach(number -> {
            assertThat(number).matches("\\d{11}");
            assertThat(Integer.parseInt(number.substring(0, 2))).isBetween(1, 28);
            assertThat(Integer.parseInt(number.substring(2, 4))).isBetween(81, 92);
        });
    }

    @Test
    void personsHaveCheckDigits() {
        IntStream.range(0, 2_000).mapToObj(SyntheticPerson::number).forEach(number -> {
            assertThat(weighted(number, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11).isZero();
            assertThat(weighted(number, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11).isZero();
        });
    }

    @Test
    void personsDiffer() {
        assertThat(IntStream.range(0, 40_000).mapToObj(SyntheticPerson::number)).doesNotHaveDuplicates();
        assertThat(SyntheticPerson.number(SyntheticPerson.POPULATION - 1)).hasSize(11);
    }

    @Test
    void personOutsideThePopulationIsRefused() {
        assertThatThrownBy(() -> SyntheticPerson.number(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> SyntheticPerson.number(SyntheticPerson.POPULATION))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void knownCheckDigitsAreFound() {
        assertThat(CheckDigits.mod10("648771975")).isEqualTo(6);
        assertThat(CheckDigits.mod10("7992739871")).isEqualTo(3);
        assertThat(CheckDigits.mod11("7021399715", 5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
                .hasValue(5);
        assertThat(CheckDigits.mod11("1", 1)).isEmpty();
    }

    @Test
    void kidsHaveTenDigitsAndDiffer() {
        assertThat(LongStream.range(0, 2_000).mapToObj(SyntheticPayment::kidnummer))
                .doesNotHaveDuplicates()
                .allSatisfy(kid -> assertThat(kid).matches("\\d{10}"))
                .allSatisfy(kid -> assertThat(CheckDigits.mod10(kid.substring(0, 9)))
                        .isEqualTo(Character.digit(kid.charAt(9), 10)));
    }

    @Test
    void accountsHaveElevenDigitsAndCheckDigit() {
        assertThat(LongStream.range(0, 2_000).mapToObj(SyntheticPayment::kontonummer))
                .allSatisfy(account -> assertThat(account).matches("7021\\d{7}"))
                .allSatisfy(account -> assertThat(weighted(account, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11)
                        .isZero());
    }

    private static int weighted(String digits, int... weights) {
        return IntStream.range(0, weights.length)
                .map(i -> Character.digit(digits.charAt(i), 10) * weights[i])
                .sum();
    }
}
