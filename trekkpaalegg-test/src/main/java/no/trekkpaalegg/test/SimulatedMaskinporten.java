package no.trekkpaalegg.test;

import com.github.tomakehurst.wiremock.http.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Maskinporten with one client, as strict as contract section 2 describes it. Safe for use by many threads. */
final class SimulatedMaskinporten {
    private static final String TROUBLESHOOTING = "https://docs.digdir.no/docs/Maskinporten/maskinporten_feilsoking";

    private final String issuer;
    private final String issuerPath;
    private final String clientId;
    private final Duration tokenLifetime;
    private final Clock clock;
    private final AssertionCheck assertionCheck;
    private final CustomerRights rights;
    private final IssuedTokens tokens;
    private final UsedAssertions used = new UsedAssertions();
    private final FaultQueue faults = new FaultQueue();
    private final RequestLog requests;
    private final AtomicLong errors = new AtomicLong();

    SimulatedMaskinporten(
            String baseUrl,
            String issuerPath,
            String clientId,
            SimulatorOptions options,
            AssertionCheck assertionCheck,
            CustomerRights rights,
            IssuedTokens tokens) {
        this.issuer = baseUrl + issuerPath;
        this.issuerPath = issuerPath;
        this.clientId = clientId;
        this.tokenLifetime = options.tokenLifetime();
        this.clock = options.clock();
        this.assertionCheck = assertionCheck;
        this.rights = rights;
        this.tokens = tokens;
        this.requests = new RequestLog(clock);
    }

    String issuer() {
        return issuer;
    }

    String tokenUri() {
        return issuer + "token";
    }

    FaultQueue faults() {
        return faults;
    }

    RequestLog requests() {
        return requests;
    }

    UsedAssertions used() {
        return used;
    }

    Answer answer(Request request) {
        String path = Target.of(request).path();
        if (path.equals(issuerPath + "token")) {
            requests.add(request, null);
            return faults.next(null).applyTo(() -> token(request));
        }
        boolean get = request.getMethod().getName().equals("GET");
        if (get && path.equals(issuerPath + ".well-known/oauth-authorization-server")) {
            return Answer.json(200, metadata());
        }
        return Answer.html(404, "Not Found");
    }

    private Answer token(Request request) {
        try {
            Instant now = clock.instant();
            AssertionClaims claims = new AssertionClaims(assertionCheck.claimsIn(TokenForm.assertionIn(request)));
            claims.check(clientId, issuer, now);
            used.use(claims, now);
            claims.checkScope();
            return tokenFor(rights.organisationFor(claims));
        } catch (MaskinportenRefusal refusal) {
            return error(refusal);
        }
    }

    private Answer tokenFor(String organisation) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", tokens.issue(organisation));
        body.put("token_type", "Bearer");
        body.put("expires_in", tokenLifetime.toSeconds());
        body.put("scope", AssertionClaims.SCOPE);
        return Answer.json(200, body).withHeader("Cache-Control", "no-store");
    }

    private Answer error(MaskinportenRefusal refusal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", refusal.error());
        body.put(
                "error_description",
                "%s: %s (id: simulert-%d)".formatted(refusal.code(), refusal.description(), errors.incrementAndGet()));
        body.put("error_uri", TROUBLESHOOTING);
        return Answer.json(400, body);
    }

    /** RFC 8414. */
    private Map<String, Object> metadata() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("issuer", issuer);
        body.put("token_endpoint", tokenUri());
        body.put("grant_types_supported", List.of("urn:ietf:params:oauth:grant-type:jwt-bearer"));
        body.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
        body.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS256", "RS384", "RS512"));
        return body;
    }
}
