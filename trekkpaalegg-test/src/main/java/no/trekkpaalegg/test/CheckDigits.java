package no.trekkpaalegg.test;

import java.util.OptionalInt;

/** The check digits of Norwegian numbers: MOD10 (Luhn) of KIDs, MOD11 of accounts and identity numbers. */
final class CheckDigits {

    private CheckDigits() {}

    static int mod10(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            boolean doubled = (digits.length() - i) % 2 == 1;
            int product = digit(digits, i) * (doubled ? 2 : 1);
            sum += product / 10 + product % 10;
        }
        return (10 - sum % 10) % 10;
    }

    /** Takes one weight per digit. Empty if the number has no MOD11 check digit: such numbers are never given out. */
    static OptionalInt mod11(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += digit(digits, i) * weights[i];
        }
        int check = (11 - sum % 11) % 11;
        return check == 10 ? OptionalInt.empty() : OptionalInt.of(check);
    }

    private static int digit(String digits, int index) {
        return Character.digit(digits.charAt(index), 10);
    }
}
