package no.trekkpaalegg.test;

import java.util.OptionalInt;
import java.util.stream.LongStream;

/** KIDs and accounts with valid checksums that are not in use. */
final class SyntheticPayment {
    private static final int[] ACCOUNT_WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

    private SyntheticPayment() {}

    /** Ten digits with a MOD10 check digit; unique for the first hundred million orders. */
    static String kidnummer(long order) {
        String digits = "%09d".formatted(600_000_000L + order % 100_000_000L);
        return digits + CheckDigits.mod10(digits);
    }

    /** Eleven digits with a MOD11 check digit. The bank's number is chosen so that no account looks like an identity number. */
    static String kontonummer(long order) {
        return LongStream.iterate(order % 900_000L, candidate -> candidate + 1)
                .mapToObj("7021%06d"::formatted)
                .flatMap(digits -> {
                    OptionalInt check = CheckDigits.mod11(digits, ACCOUNT_WEIGHTS);
                    return check.stream().mapToObj(digit -> digits + digit);
                })
                .findFirst()
                .orElseThrow();
    }
}
