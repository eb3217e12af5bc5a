package no.trekkpaalegg.test;

import static no.trekkpaalegg.test.ApiRefusal.invalidInput;

import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Trekkpålegg API, as strict as contract section 1 describes it. Safe for use by many threads. */
final class SimulatedApi {
    private static final Pattern ORDERS = Pattern.compile("/api/trekkpaalegg/v1");
    private static final Pattern ONE_VERSION = Pattern.compile("/api/trekkpaalegg/v1/([^/]+)/([^/]+)");
    private static final Pattern TREKKVERSJON = Pattern.compile("[1-9]\\d{0,8}");

    private final OrderBook orders;
    private final IssuedTokens tokens;
    private final @Nullable Random shuffle;
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final FaultQueue faults = new FaultQueue();
    private final RequestLog requests;
    private final AtomicLong errors = new AtomicLong();

    SimulatedApi(SimulatorOptions options, OrderBook orders, IssuedTokens tokens) {
        this.orders = orders;
        this.tokens = tokens;
        this.shuffle = options.shuffled() ? new Random(options.shuffleSeed()) : null;
        this.requests = new RequestLog(options.clock());
    }

    FaultQueue faults() {
        return faults;
    }

    RequestLog requests() {
        return requests;
    }

    /** Organisations that have no right to the data although they have a token. */
    Set<String> denied() {
        return denied;
    }

    Answer answer(Request request) {
        String employer = employerOf(request);
        requests.add(request, employer);
        return faults.next(employer).applyTo(() -> handle(request, employer));
    }

    private @Nullable String employerOf(Request request) {
        return ApiHeaders.bearerToken(request).flatMap(tokens::organisationOf).orElse(null);
    }

    private Answer handle(Request request, @Nullable String employer) {
        try {
            Target target = Target.of(request);
            Matcher oneVersion = ONE_VERSION.matcher(target.path());
            boolean known =
                    oneVersion.matches() || ORDERS.matcher(target.path()).matches();
            if (!known || !request.getMethod().getName().equals("GET")) {
                throw new ApiRefusal(404, "KB-003", "Ukjent url benyttet");
            }
            String allowed = checkAccess(employer);
            checkHeaders(request);
            String body = oneVersion.matches() ? oneVersion(allowed, oneVersion, target) : array(allowed, target);
            return Answer.of(200, "application/json", body);
        } catch (ApiRefusal refusal) {
            return error(request, refusal);
        }
    }

    private String checkAccess(@Nullable String employer) {
        if (employer == null) {
            throw new ApiRefusal(401, "KB-004", "Feil i forbindelse med autentisering");
        }
        if (denied.contains(employer)) {
            throw new ApiRefusal(403, "KB-005", "Mangler rettighet til opplysningene");
        }
        return employer;
    }

    private static void checkHeaders(Request request) {
        if (!ApiHeaders.acceptsJson(request)) {
            throw new ApiRefusal(406, "KB-008", "Feil dataformat: bare application/json leveres");
        }
        if (!ApiHeaders.korrelasjonsid(request).map(ApiHeaders::isUuid).orElse(true)) {
            throw invalidInput("Korrelasjonsid skal være en UUID");
        }
    }

    private String array(String employer, Target target) {
        String query = target.query();
        if (query == null) {
            return join(orders.all(employer));
        }
        ChangesQuery changes = ChangesQuery.of(query);
        return join(orders.changes(employer, changes.fraSekvensnummer(), changes.maksAntall()));
    }

    private String join(List<String> elements) {
        List<String> ordered = new ArrayList<>(elements);
        if (shuffle != null) {
            Collections.shuffle(ordered, shuffle);
        }
        return "[" + String.join(",", ordered) + "]";
    }

    private String oneVersion(String employer, Matcher path, Target target) {
        if (target.query() != null || !TREKKVERSJON.matcher(path.group(2)).matches()) {
            throw invalidInput("trekkversjon skal være et tall fra og med 1");
        }
        return orders.version(employer, decode(path.group(1)), Long.parseLong(path.group(2)))
                .orElseThrow(() -> new ApiRefusal(404, "KB-007", "Fant ikke noe for oppgitt identifikator"));
    }

    private static String decode(String segment) {
        try {
            // A plus sign stands for itself in a path.
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalidInput("trekkid kan ikke leses");
        }
    }

    private Answer error(Request request, ApiRefusal refusal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kode", refusal.kode());
        body.put("melding", refusal.melding());
        body.put(
                "korrelasjonsid",
                ApiHeaders.korrelasjonsid(request)
                        .filter(ApiHeaders::isUuid)
                        .orElseGet(() -> "simulert-" + errors.incrementAndGet()));
        return Answer.json(refusal.status(), body);
    }
}
