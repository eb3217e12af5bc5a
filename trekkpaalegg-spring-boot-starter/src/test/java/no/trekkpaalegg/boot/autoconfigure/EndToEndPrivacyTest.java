package no.trekkpaalegg.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.feed.PassResult;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.test.Fault;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;

/** With everything logged that can be logged, and everything going wrong: no secret and no personal data is written. */
@ExtendWith(OutputCaptureExtension.class)
class EndToEndPrivacyTest {
    /** Not as part of a UUID or a fraction. */
    private static final Pattern ELEVEN_DIGITS = Pattern.compile("(?<![\\w.-])\\d{11}(?![\\w-])");

    private final Set<String> secrets = new ConcurrentSkipListSet<>();
    private final List<Object> shown = new ArrayList<>();

    @AfterAll
    static void logLessAgain() {
        LoggingSystem.get(EndToEndPrivacyTest.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
    }

    @Test
    void whenEverythingIsLoggedAndEverythingGoesWrong_thenNothingSecretIsWritten(CapturedOutput output) {
        RecordingListener listener = new RecordingListener().doing(shown::add);
        try (TrekkpaaleggSimulator simulator = TrekkpaaleggSimulator.start();
                TestHost host = TestHost.at(simulator)
                        .with("logging.level.root", "TRACE")
                        .with("trekkpaalegg.delivery.initial-backoff", "1ms")
                        .with("trekkpaalegg.delivery.max-backoff", "1ms")
                        .bean("spy", spy())
                        .listener(listener)
                        .start()) {
            String own = simulator.ownOrganisation();
            remember(simulator.privateKeyJwk());

            remember(simulator.issue(own));
            poll(host, own);
            listener.doing(event -> {
                Trekkpaalegg order = event.trekkpaalegg();
                throw new IllegalStateException(
                        "no employee " + order.skyldner().value() + ", account "
                                + order.betalingsinformasjon().kontonummer());
            });
            remember(simulator.issue(own));
            poll(host, own);
            listener.doing(shown::add);
            poll(host, own);
            remember(simulator.issue(own, order -> order.with("trekkversjon", "one")));
            remember(simulator.issue(own, order -> order.without("betalingsinformasjon")));
            remember(simulator.issue(own, order -> order.with("skyldner", "1090841234")));
            remember(simulator.issue(own, order -> order.withTrekkpliktig("313367010")));
            poll(host, own);
            for (Fault fault : faults(simulator)) {
                simulator.injectApiFault(fault, 6);
                poll(host, own);
                simulator.clearFaults();
            }
            simulator.revokeTokens();
            simulator.grantScope(false);
            poll(host, own);
            simulator.grantScope(true);
            assertThat(poll(host, own)).isInstanceOf(CaughtUp.class);
        }

        String written = output.getAll() + shown;
        assertThat(output).contains("TRACE", "DEBUG");
        assertThat(shown.stream().filter(TrekkpaaleggEvent.class::isInstance)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(secrets).hasSizeGreaterThan(20);
        assertThat(secrets.stream().filter(written::contains)).isEmpty();
        assertThat(ELEVEN_DIGITS.matcher(written).results().map(MatchResult::group))
                .isEmpty();
    }

    private PassResult poll(TestHost host, String employer) {
        PassResult result = host.poll(employer);
        shown.add(result);
        return result;
    }

    private static List<Fault> faults(TrekkpaaleggSimulator simulator) {
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

    private void remember(IssuedOrder order) {
        Stream.of("skyldner", "kontonummer", "kidnummer").forEach(field -> remember(order.json(), field));
    }

    private void remember(String json, String field) {
        Pattern.compile("\"" + field + "\":\"(\\d+)\"")
                .matcher(json)
                .results()
                .forEach(match -> secrets.add(match.group(1)));
    }

    /** Of a key, pieces of all its secret parts. */
    private void remember(String jwk) {
        Pattern.compile("\"(?:d|p|q|dp|dq|qi)\":\"([^\"]+)\"")
                .matcher(jwk)
                .results()
                .forEach(match -> secrets.add(match.group(1).substring(0, 16)));
    }

    /** Sees tokens and assertions as they are sent. */
    private TrekkpaaleggRestClientCustomizer spy() {
        return builder -> builder.requestInterceptor((request, body, next) -> {
            String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
            if (authorization != null) {
                secrets.add(authorization.substring("Bearer ".length()));
            }
            String form = new String(body, StandardCharsets.UTF_8);
            if (form.contains("assertion=")) {
                String assertion = form.substring(form.indexOf("assertion=") + "assertion=".length());
                secrets.addAll(List.of(assertion.split("[.&]", -1)));
            }
            return next.execute(request, body);
        });
    }
}
