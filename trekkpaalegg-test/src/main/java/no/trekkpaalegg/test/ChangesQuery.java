package no.trekkpaalegg.test;

import static no.trekkpaalegg.test.ApiRefusal.invalidInput;

import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The query of a request for changes: both parameters, each within its range.
 *
 * @param fraSekvensnummer 0 or more
 * @param maksAntall 1 or more
 */
record ChangesQuery(long fraSekvensnummer, long maksAntall) {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,20}");
    private static final Set<String> PARAMETERS = Set.of("fraSekvensnummer", "maksAntall");

    /** @throws ApiRefusal if a parameter is missing, unknown, not a number or out of range */
    static ChangesQuery of(String query) {
        Map<String, String> parameters = parse(query);
        if (!parameters.keySet().equals(PARAMETERS)) {
            throw invalidInput("fraSekvensnummer og maksAntall skal oppgis sammen, og ikke noe annet");
        }
        return new ChangesQuery(
                number(parameters, "fraSekvensnummer", 0, Long.MAX_VALUE),
                number(parameters, "maksAntall", 1, Integer.MAX_VALUE));
    }

    private static Map<String, String> parse(String query) {
        try {
            return FormParameters.parse(query);
        } catch (IllegalArgumentException e) {
            throw invalidInput("Spørringen kan ikke leses");
        }
    }

    private static long number(Map<String, String> parameters, String name, long min, long max) {
        String text = parameters.getOrDefault(name, "");
        if (DIGITS.matcher(text).matches()) {
            BigInteger number = new BigInteger(text);
            if (number.compareTo(BigInteger.valueOf(min)) >= 0 && number.compareTo(BigInteger.valueOf(max)) <= 0) {
                return number.longValueExact();
            }
        }
        throw invalidInput(name + " skal være et tall fra og med " + min);
    }
}
