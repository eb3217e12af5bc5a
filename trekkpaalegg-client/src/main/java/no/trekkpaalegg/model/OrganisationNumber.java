package no.trekkpaalegg.model;

import java.util.regex.Pattern;

/**
 * The form of organisation numbers: eight digits and a check digit by modulus 11, as defined by the Brønnøysund Register Centre.
 * This class has its own check, because libraries with validators bring the Bean Validation API. A host with that API and no
 * implementation of it does not start if it marks a bean as validated.
 */
final class OrganisationNumber {
    private static final Pattern NINE_DIGITS = Pattern.compile("[0-9]{9}");
    private static final int[] WEIGHTS = {3, 2, 7, 6, 5, 4, 3, 2, 1};

    private OrganisationNumber() {}

    static boolean isValid(String text) {
        if (!NINE_DIGITS.matcher(text).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (text.charAt(i) - '0');
        }
        return sum % 11 == 0;
    }
}
