package no.trekkpaalegg.test;

import static no.trekkpaalegg.test.MaskinportenRefusal.invalidRequest;

import com.github.tomakehurst.wiremock.http.Request;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The form of a token request: exactly the two parameters of RFC 7523 section 2.1 and no client authentication besides. */
final class TokenForm {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private TokenForm() {}

    /**
     * The assertion in the form.
     *
     * @throws MaskinportenRefusal if the request is not exactly as it must be
     */
    static String assertionIn(Request request) {
        if (!request.getMethod().getName().equals("POST")) {
            throw invalidRequest("the token endpoint takes POST only");
        }
        if (request.containsHeader("Authorization")) {
            throw invalidRequest("client authentication besides the assertion is not allowed");
        }
        if (Target.of(request).query() != null) {
            throw invalidRequest("parameters belong in the body");
        }
        if (!isForm(request)) {
            throw invalidRequest("the body must be application/x-www-form-urlencoded");
        }
        Map<String, String> form = parse(request.getBodyAsString());
        if (!form.keySet().equals(Set.of("grant_type", "assertion"))) {
            throw invalidRequest("the form must hold grant_type and assertion and nothing else");
        }
        if (!JWT_BEARER.equals(form.get("grant_type"))) {
            throw new MaskinportenRefusal("unsupported_grant_type", "MP-011", "grant_type must be " + JWT_BEARER);
        }
        return form.getOrDefault("assertion", "");
    }

    private static boolean isForm(Request request) {
        String contentType = request.containsHeader("Content-Type") ? request.getHeader("Content-Type") : "";
        return contentType
                .split(";", -1)[0]
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals("application/x-www-form-urlencoded");
    }

    private static Map<String, String> parse(String body) {
        try {
            return FormParameters.parse(body);
        } catch (IllegalArgumentException e) {
            throw invalidRequest("the form cannot be read");
        }
    }
}
