package no.trekkpaalegg.model;

import java.util.Arrays;

/**
 * Whether eleven digits could be a Norwegian person number: a date and two check digits (modulus 11). Also those of D-numbers (40 added
 * to the day) and of synthetic persons (80 or 40 added to the month), with check digits made before or after the addition. As from
 * 2032, the first check sum may leave a remainder of up to three.
 */
final class PersonNumberCheck {
    private static final int[] FIRST_WEIGHTS = {3, 7, 6, 1, 8, 9, 4, 5, 2, 1};
    private static final int[] SECOND_WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
    private static final int HIGHEST_REMAINDER = 3;
    private static final int[] ADDED_TO_DAY = {0, 4};
    private static final int[] ADDED_TO_MONTH = {0, 4, 8};

    private PersonNumberCheck() {}

    static boolean passes(int[] digits) {
        for (int toDay : ADDED_TO_DAY) {
            for (int toMonth : ADDED_TO_MONTH) {
                int day = 10 * (digits[0] - toDay) + digits[1];
                int month = 10 * (digits[2] - toMonth) + digits[3];
                if (day >= 1 && day <= 31 && month >= 1 && month <= 12) {
                    return hasCheckDigits(digits, 0, 0)
                            || hasCheckDigits(digits, toDay, 0)
                            || hasCheckDigits(digits, 0, toMonth)
                            || hasCheckDigits(digits, toDay, toMonth);
                }
            }
        }
        return false;
    }

    private static boolean hasCheckDigits(int[] digits, int lessDay, int lessMonth) {
        int[] less = Arrays.copyOf(digits, digits.length);
        less[0] -= lessDay;
        less[2] -= lessMonth;
        return remainder(less, FIRST_WEIGHTS) <= HIGHEST_REMAINDER && remainder(less, SECOND_WEIGHTS) == 0;
    }

    private static int remainder(int[] digits, int[] weights) {
        int sum = 0;
        for (int at = 0; at < weights.length; at++) {
            sum += weights[at] * digits[at];
        }
        return sum % 11;
    }
}
