package no.trekkpaalegg.boot;

import java.util.List;
import java.util.stream.IntStream;

/** Organisation numbers with a valid check digit. */
public final class TestEmployers {
    private static final int[] WEIGHTS = {3, 2, 7, 6, 5, 4, 3, 2};

    private TestEmployers() {}

    public static List<String> numbers(int count) {
        return IntStream.iterate(31000000, first -> first + 1)
                .mapToObj(Integer::toString)
                .filter(digits -> checkDigit(digits) < 10)
                .map(digits -> digits + checkDigit(digits))
                .limit(count)
                .toList();
    }

    private static int checkDigit(String digits) {
        int sum = IntStream.range(0, WEIGHTS.length)
                .map(i -> WEIGHTS[i] * Character.digit(digits.charAt(i), 10))
                .sum();
        return (11 - sum % 11) % 11;
    }
}
