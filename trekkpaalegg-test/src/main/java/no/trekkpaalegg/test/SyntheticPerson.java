package no.trekkpaalegg.test;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * National identity numbers of persons who do not exist: 80 is added to the month, as in the authority's own test population
 * (contract section 1), and both check digits are right.
 */
public final class SyntheticPerson {
    private static final int[] FIRST_CHECK_DIGIT = {3, 7, 6, 1, 8, 9, 4, 5, 2};
    private static final int[] SECOND_CHECK_DIGIT = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    private static final int BIRTHDAYS = 28 * 12 * 50;
    /** Individual numbers set aside per person: one in six has no check digits. */
    private static final int CANDIDATES = 10;

    /** How many persons {@link #number} tells apart. */
    public static final int POPULATION = BIRTHDAYS * (500 / CANDIDATES);

    private SyntheticPerson() {}

    /**
     * The identity number of person number {@code index}; the same every time.
     *
     * @param index from 0 to {@link #POPULATION}, exclusive
     * @return eleven digits, of which the third and fourth are from 81 to 92
     */
    public static String number(int index) {
        Objects.checkIndex(index, POPULATION);
        int day = 1 + index % 28;
        int month = 81 + index / 28 % 12;
        int year = 50 + index / (28 * 12) % 50;
        int firstCandidate = index / BIRTHDAYS * CANDIDATES;
        return IntStream.range(firstCandidate, firstCandidate + CANDIDATES)
                .mapToObj(individual -> "%02d%02d%02d%03d".formatted(day, month, year, individual))
                .flatMap(nineDigits -> withCheckDigits(nineDigits).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no identity number for person " + index));
    }

    private static Optional<String> withCheckDigits(String nineDigits) {
        OptionalInt first = CheckDigits.mod11(nineDigits, FIRST_CHECK_DIGIT);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String tenDigits = nineDigits + first.getAsInt();
        OptionalInt second = CheckDigits.mod11(tenDigits, SECOND_CHECK_DIGIT);
        return second.isEmpty() ? Optional.empty() : Optional.of(tenDigits + second.getAsInt());
    }
}
