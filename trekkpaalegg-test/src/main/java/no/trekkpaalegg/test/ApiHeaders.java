package no.trekkpaalegg.test;

import com.github.tomakehurst.wiremock.http.Request;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the header fields the API looks at. */
final class ApiHeaders {
    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern NOT_ACCEPTABLE = Pattern.compile(";\\s*q=0(?:\\.0*)?\\s*(?:;|$)");
    private static final Set<String> JSON_RANGES = Set.of("application/json", "application/*", "*/*");

    private ApiHeaders() {}

    static Optional<String> bearerToken(Request request) {
        return value(request, "Authorization")
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    /** No {@code Accept} at all means anything (RFC 9110 section 12.5.1). */
    static boolean acceptsJson(Request request) {
        return value(request, "Accept").map(ApiHeaders::allowsJson).orElse(true);
    }

    static Optional<String> korrelasjonsid(Request request) {
        return value(request, "Korrelasjonsid");
    }

    static boolean isUuid(String korrelasjonsid) {
        return UUID.matcher(korrelasjonsid).matches();
    }

    private static boolean allowsJson(String accept) {
        for (String range : accept.split(",", -1)) {
            String mediaType = range.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
            if (JSON_RANGES.contains(mediaType)
                    && !NOT_ACCEPTABLE.matcher(range).find()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> value(Request request, String name) {
        return request.containsHeader(name)
                ? Optional.of(String.join(",", request.header(name).values()))
                : Optional.empty();
    }
}
