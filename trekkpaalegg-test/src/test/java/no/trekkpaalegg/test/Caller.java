package no.trekkpaalegg.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A client of both servers that does everything right unless told otherwise; written without the client module on purpose. */
final class Caller {
    static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    static final String ORDERS = "/api/trekkpaalegg/v1";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final TrekkpaaleggSimulator simulator;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Caller(TrekkpaaleggSimulator simulator, Clock clock) {
        this.simulator = simulator;
        this.clock = clock;
    }

    static Map<String, Object> systemUserOf(String organisation) {
        return new LinkedHashMap<>(Map.of(
                "type",
                "urn:altinn:systemuser",
                "systemuser_org",
                Map.of("authority", "iso6523-actorid-upis", "ID", "0192:" + organisation)));
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The claims of an assertion that is in order. */
    Map<String, Object> claims() {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", simulator.issuer());
        claims.put("iss", simulator.clientId());
        claims.put("scope", "skatteetaten:trekkpaalegg");
        claims.put("iat", now);
        claims.put("exp", now + 120);
        claims.put("jti", UUID.randomUUID().toString());
        return claims;
    }

    Map<String, Object> claimsWith(String claim, Object value) {
        Map<String, Object> claims = claims();
        claims.put(claim, value);
        return claims;
    }

    Map<String, Object> claimsWithout(String claim) {
        Map<String, Object> claims = claims();
        claims.remove(claim);
        return claims;
    }

    String sign(Map<String, Object> claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(simulator.keyId())
                .build();
        return sign(header, claims);
    }

    String sign(JWSHeader header, Map<String, Object> claims) {
        return sign(header, claims, privateKey());
    }

    static String sign(JWSHeader header, Map<String, Object> claims, PrivateKey key) {
        try {
            JWSObject jws = new JWSObject(header, new Payload(claims));
            jws.sign(new RSASSASigner(key));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    PrivateKey privateKey() {
        try {
            return RSAKey.parse(simulator.privateKeyJwk()).toPrivateKey();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String form(String assertion) {
        return "grant_type=" + encode(GRANT_TYPE) + "&assertion=" + encode(assertion);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpResponse<String> requestToken(Map<String, Object> claims) {
        return requestToken(sign(claims));
    }

    HttpResponse<String> requestToken(String assertion) {
        return postForm(form(assertion), "Content-Type", "application/x-www-form-urlencoded");
    }

    HttpResponse<String> postForm(String body, String... headers) {
        return send(HttpRequest.newBuilder(simulator.tokenUri())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .headers(headers)
                .build());
    }

    String ownToken() {
        return tokenIn(requestToken(claims()));
    }

    String delegatedToken(String employer) {
        return tokenIn(requestToken(claimsWith("consumer_org", employer)));
    }

    private static String tokenIn(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError("no token: " + response.body());
        }
        return json(response.body()).path("access_token").asText();
    }

    HttpResponse<String> get(String pathAndQuery, String token, String... headers) {
        return send(get(pathAndQuery)
                .header("Authorization", "Bearer " + token)
                .headers(withDefaults(headers))
                .build());
    }

    HttpRequest.Builder get(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(simulator.baseUrl() + pathAndQuery));
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return trySend(request);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> trySend(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All current orders of the employer of the token. */
    List<JsonNode> all(String token) {
        return elements(get(ORDERS, token));
    }

    List<JsonNode> changes(String token, long after, int limit) {
        return elements(get(ORDERS + "?fraSekvensnummer=" + after + "&maksAntall=" + limit, token));
    }

    List<Long> changedSekvensnummer(String token, long after, int limit) {
        return changes(token, after, limit).stream()
                .map(order -> order.path("sekvensnummer").asLong())
                .toList();
    }

    private static List<JsonNode> elements(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError("no orders: " + response.statusCode());
        }
        List<JsonNode> elements = new ArrayList<>();
        json(response.body()).forEach(elements::add);
        return elements;
    }

    private static String[] withDefaults(String... headers) {
        return headers.length > 0 ? headers : new String[] {"Accept", "application/json"};
    }
}
