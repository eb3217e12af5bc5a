package no.trekkpaalegg.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the analysis says of a mistake in the environment, the addresses or a Maskinporten client. */
class MistakenClientTest extends MistakenConfiguration {
    static Stream<Case> cases() {
        return Stream.of(environment(), maskinporten(), clients(), addresses()).flatMap(List::stream);
    }

    private static List<Case> environment() {
        return List.of(
                new Case("no environment")
                        .wrong(set -> set.remove(ENVIRONMENT))
                        .says(ENVIRONMENT, "environment is missing", "test or production"),
                new Case("no environment, and not all addresses")
                        .wrong(set -> {
                            set.remove(ENVIRONMENT);
                            set.put(BASE_URL, "https://api.example.org");
                            set.put(ISSUER, "https://maskinporten.example.org/");
                        })
                        .right(set -> {
                            set.remove(ENVIRONMENT);
                            set.put(BASE_URL, "https://api.example.org");
                            set.put(ISSUER, "https://maskinporten.example.org/");
                            set.put(TOKEN_URI, "https://maskinporten.example.org/token");
                        })
                        .says(ENVIRONMENT, TOKEN_URI));
    }

    private static List<Case> maskinporten() {
        return List.of(
                new Case("no client id")
                        .wrong(set -> set.remove(CLIENT_ID))
                        .says(CLIENT_ID, "missing", "Set " + CLIENT_ID),
                new Case("blank client id")
                        .wrong(set -> set.put(CLIENT_ID, " "))
                        .says(CLIENT_ID, "missing", "Set " + CLIENT_ID));
    }

    private static List<Case> clients() {
        return List.of(
                new Case("a further client without id")
                        .wrong(set -> {
                            east(set);
                            set.remove(EAST + ".client-id");
                        })
                        .right(FailureAnalysisFixture::east)
                        .says(EAST + ".client-id", "missing", "Set " + EAST + ".client-id"),
                new Case("a further client without key")
                        .wrong(set -> {
                            east(set);
                            set.remove(EAST + ".private-key");
                        })
                        .right(FailureAnalysisFixture::east)
                        .says(EAST + ".private-key", "missing", EAST + ".ssl-bundle"),
                new Case("a further client with a key without kid")
                        .wrong(set -> {
                            east(set);
                            set.put(EAST + ".private-key", KEY_WITHOUT_KID.toJSONString());
                        })
                        .right(set -> {
                            east(set);
                            set.put(EAST + ".private-key", KEY_WITHOUT_KID.toJSONString());
                            set.put(EAST + ".key-id", "the-kid");
                        })
                        .says(EAST + ".key-id", "no kid", "Set " + EAST + ".key-id"),
                new Case("a further client called default")
                        .wrong(set -> {
                            set.put("trekkpaalegg.clients.default.client-id", "another-client");
                            set.put("trekkpaalegg.clients.default.private-key", KEY.toJSONString());
                        })
                        .right(FailureAnalysisFixture::east)
                        .says("trekkpaalegg.clients.default", "is taken", "another name"));
    }

    private static List<Case> addresses() {
        List<Case> cases = new ArrayList<>();
        for (String key : List.of(BASE_URL, ISSUER, TOKEN_URI)) {
            cases.add(new Case("plain http in " + key)
                    .wrong(set -> set.put(key, "http://maskinporten.example.org/"))
                    .right(set -> set.put(key, "https://maskinporten.example.org/"))
                    .says(key, "http://maskinporten.example.org/", "https:// address", "localhost only"));
            cases.add(new Case("a host that only looks like localhost in " + key)
                    .wrong(set -> set.put(key, "http://localhost.example.org/"))
                    .right(set -> set.put(key, "http://localhost:8080/"))
                    .says(key, "https:// address"));
            cases.add(new Case("no scheme in " + key)
                    .wrong(set -> set.put(key, "maskinporten.example.org"))
                    .right(set -> set.put(key, "http://127.0.0.1:8080/"))
                    .says(key, "not a complete URL"));
        }
        return cases;
    }
}
