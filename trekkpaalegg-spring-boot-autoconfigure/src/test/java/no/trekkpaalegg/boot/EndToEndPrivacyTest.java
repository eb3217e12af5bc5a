package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.privacy.Leaks;
import no.trekkpaalegg.privacy.LogWatch;
import no.trekkpaalegg.test.Fault;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/**
 * Everything goes wrong, and no secret and no personal data is shown. The harness in {@code no.trekkpaalegg.privacy} looks at the log and
 * at what operators see as in every test; here it also knows the tokens, assertions, keys and payment references themselves.
 */
class EndToEndPrivacyTest {
    private static final String HTTP_CLIENT = "org.springframework.web.client";

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private final Leaks leaks = Leaks.ofTheSuite();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void whenEverythingGoesWrong_thenNothingSecretIsShown() {
        long before = LogWatch.linesOf(HTTP_CLIENT);
        RecordingListener listener = new RecordingListener();
        try (TestHost host = TestHost.at(simulator)
                .with("trekkpaalegg.delivery.initial-backoff", "1ms")
                .with("trekkpaalegg.delivery.max-backoff", "1ms")
                .bean("spy", spy())
                .listener(listener)
                .start()) {
            String own = simulator.ownOrganisation();
            forbidPartsOf(simulator.privateKeyJwk());

            forbid(simulator.issue(own));
            host.poll(own);
            listener.doing(event -> {
                Trekkpaalegg order = event.trekkpaalegg();
                throw new IllegalStateException(
                        "no employee " + order.skyldner().value() + ", account "
                                + order.betalingsinformasjon().kontonummer());
            });
            forbid(simulator.issue(own));
            host.poll(own);
            listener.doing(event -> {});
            host.poll(own);
            forbid(simulator.issue(own, order -> order.with("trekkversjon", "one")));
            forbid(simulator.issue(own, order -> order.without("betalingsinformasjon")));
            forbid(simulator.issue(own, order -> order.with("skyldner", "1090841234")));
            forbid(simulator.issue(own, order -> order.withTrekkpliktig("313367010")));
            host.poll(own);
            for (Fault fault : faults()) {
                simulator.injectApiFault(fault, 6);
                host.poll(own);
                simulator.clearFaults();
            }
            simulator.revokeTokens();
            simulator.grantScope(false);
            host.poll(own);
            simulator.grantScope(true);
            assertThat(host.poll(own)).isInstanceOf(CaughtUp.class);
        }

        assertThat(listener.events()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(calls).hasValueGreaterThanOrEqualTo(20);
        assertThat(LogWatch.linesOf(HTTP_CLIENT)).isGreaterThan(before);
        assertThat(leaks.take()).isEmpty();
    }

    /** A sole proprietor is tempted to write it there. */
    @Test
    void whenAPersonNumberIsConfiguredAsOrganisation_thenItIsNotShown() {
        TestHost.Setup wrong = TestHost.at(simulator).with("trekkpaalegg.org-number", "10908412345");

        assertThatThrownBy(wrong::start).satisfies(failure -> leaks.look("start of the application", failure));
        assertThat(leaks.take()).isEmpty();
    }

    private static List<Fault> faults() {
        String order = simulator.issue(simulator.ownOrganisation()).json();
        return List.of(
                Fault.truncatedBody(),
                Fault.connectionReset(),
                Fault.answer(200, "application/json", order),
                Fault.answer(200, "application/json", "[" + order + "," + order.substring(0, 300)),
                Fault.answer(500, "text/plain", order),
                Fault.answer(403, "application/json", "{\"kode\":\"KB-005\",\"melding\":\"ukjent 10908412345\"}"),
                Fault.answer(403, "application/json", "{\"kode\":\"10908412345\",\"korrelasjonsid\":\"10908412345\"}"));
    }

    private void forbid(IssuedOrder order) {
        forbid(order.json(), "skyldner|kontonummer|kidnummer", 25);
    }

    /** Pieces of all its secret parts. */
    private void forbidPartsOf(String jwk) {
        forbid(jwk, "d|p|q|dp|dq|qi", 16);
    }

    private void forbid(String json, String fields, int length) {
        Pattern.compile("\"(?:" + fields + ")\":\"([^\"]{1," + length + "})")
                .matcher(json)
                .results()
                .forEach(match -> leaks.forbid(match.group(1)));
    }

    /** Sees tokens and assertions as they are sent. */
    private TrekkpaaleggRestClientCustomizer spy() {
        return builder -> builder.requestInterceptor((request, body, next) -> {
            calls.incrementAndGet();
            String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
            if (authorization != null) {
                leaks.forbid(authorization.substring("Bearer ".length()));
            }
            String form = new String(body, StandardCharsets.UTF_8);
            if (form.contains("assertion=")) {
                String assertion = form.substring(form.indexOf("assertion=") + "assertion=".length());
                Stream.of(assertion.split("[.&]", -1)).forEach(leaks::forbid);
            }
            return next.execute(request, body);
        });
    }
}
