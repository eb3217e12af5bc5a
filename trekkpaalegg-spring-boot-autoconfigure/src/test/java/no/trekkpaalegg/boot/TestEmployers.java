package no.trekkpaalegg.boot;

import java.util.List;
import java.util.stream.IntStream;
import no.bekk.bekkopen.org.OrganisasjonsnummerValidator;

/** Organisation numbers with a valid check digit. */
public final class TestEmployers {
    private TestEmployers() {}

    public static List<String> numbers(int count) {
        return IntStream.iterate(310000000, number -> number + 1)
                .mapToObj(Integer::toString)
                .filter(OrganisasjonsnummerValidator::isValid)
                .limit(count)
                .toList();
    }
}
