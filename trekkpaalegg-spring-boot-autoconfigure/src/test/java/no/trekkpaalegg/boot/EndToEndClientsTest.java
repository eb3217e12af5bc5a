package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.feed.PassResult.Refused;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host with several Maskinporten clients. The simulator knows one client, so they share an id and are told apart by their keys. */
class EndToEndClientsTest {
    private static final String CUSTOMER = "313367010";

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    @TempDir
    private Path folder;

    private final List<SignedJWT> grants = new CopyOnWriteArrayList<>();
    private String keyOfDefault;
    private String jwkOfDefault;
    private String keyOfEast;
    private Path fileOfEast;

    @BeforeEach
    void registerTwoKeys() throws IOException {
        keyOfDefault = simulator.registerNewKey();
        jwkOfDefault = simulator.privateKeyJwk();
        keyOfEast = simulator.registerNewKey();
        fileOfEast = Files.writeString(folder.resolve("east.jwk"), simulator.privateKeyJwk());
    }

    private TestHost.Setup withTwoClients() {
        TrekkpaaleggRestClientCustomizer recorder = calls -> calls.requestInterceptor((request, body, next) -> {
            if (request.getURI().equals(simulator.tokenUri())) {
                grants.add(assertionIn(new String(body, StandardCharsets.UTF_8)));
            }
            return next.execute(request, body);
        });
        return TestHost.at(simulator)
                .bean("recorder", recorder)
                .with("trekkpaalegg.maskinporten.private-key", jwkOfDefault)
                .with("trekkpaalegg.clients.east.client-id", simulator.clientId())
                .with("trekkpaalegg.clients.east.private-key", "file:" + fileOfEast)
                .with("trekkpaalegg.employers[0].org-number", CUSTOMER)
                .with("trekkpaalegg.employers[0].access", "system-user")
                .with("trekkpaalegg.employers[0].client", "east");
    }

    @Test
    void whenEmployersAreOfDifferentClients_thenEachGrantIsSignedByTheClientOfTheEmployer() {
        simulator.approveSystemUser(CUSTOMER);
        simulator.issue(simulator.ownOrganisation());
        simulator.issue(CUSTOMER);
        try (TestHost host = withTwoClients().start()) {
            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
            assertThat(host.poll(CUSTOMER)).isInstanceOf(CaughtUp.class);
        }

        assertThat(grants()).isEqualTo(Map.of(keyOfDefault, List.of("own"), keyOfEast, List.of(CUSTOMER)));
    }

    @Test
    void whenTheKeyOfOneClientIsRevoked_thenEmployersOfTheOtherAreNotAffected() {
        simulator.approveSystemUser(CUSTOMER);
        try (TestHost host = withTwoClients().start()) {
            simulator.revokeKey(keyOfEast);

            assertThat(host.poll(CUSTOMER))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.problem()).contains("client east"));
            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
        }
    }

    @Test
    void whenTheKeyOfOneClientIsExchanged_thenTheOtherGoesOnWithItsOwn() throws IOException {
        simulator.approveSystemUser(CUSTOMER);
        try (TestHost host = withTwoClients().start()) {
            String next = simulator.registerNewKey();
            Files.writeString(fileOfEast, simulator.privateKeyJwk());

            host.poll(CUSTOMER);
            host.poll(simulator.ownOrganisation());

            assertThat(grants()).isEqualTo(Map.of(keyOfDefault, List.of("own"), next, List.of(CUSTOMER)));
        }
    }

    @Test
    void whenThereIsNoDefaultClient_thenEmployersOfTheOthersArePolled() {
        try (TestHost host = TestHost.at(simulator)
                .without("trekkpaalegg.org-number")
                .without("trekkpaalegg.maskinporten.client-id")
                .without("trekkpaalegg.maskinporten.private-key")
                .with("trekkpaalegg.clients.east.client-id", simulator.clientId())
                .with("trekkpaalegg.clients.east.private-key", simulator.privateKeyJwk())
                .with("trekkpaalegg.employers[0].org-number", simulator.ownOrganisation())
                .with("trekkpaalegg.employers[0].client", "east")
                .start()) {
            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
        }
    }

    @Test
    void whenTheHostsOwnSourceNamesAClientThatIsNotThere_thenOnlyThatEmployerIsRefused() {
        try (TestHost host = withTwoClients()
                .employers(() -> List.of(
                        Employer.own(simulator.ownOrganisation()),
                        Employer.systemUser(CUSTOMER).withClient("west")))
                .start()) {
            assertThat(host.poll(CUSTOMER))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.problem()).contains("client 'west'", "default, east"));
            assertThat(host.poll(simulator.ownOrganisation())).isInstanceOf(CaughtUp.class);
        }
        assertThat(simulator.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void whenThereAreSeveralClients_thenEachHasAGaugeOfItsCertificate() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        try (TestHost host = withTwoClients().bean("meterRegistry", metrics).start()) {
            host.context()
                    .getBean("trekkpaaleggCertificateGauge", MeterBinder.class)
                    .bindTo(metrics);

            assertThat(metrics.get("trekkpaalegg.certificate.remaining").timeGauges())
                    .extracting(gauge -> gauge.getId().getTag("client"))
                    .containsExactlyInAnyOrder("default", "east");
        }
    }

    /** For whom each key has signed. */
    private Map<String, List<String>> grants() {
        return grants.stream()
                .collect(Collectors.groupingBy(
                        grant -> grant.getHeader().getKeyID(),
                        Collectors.mapping(EndToEndClientsTest::employer, Collectors.toList())));
    }

    private static SignedJWT assertionIn(String form) {
        try {
            return SignedJWT.parse(form.substring(form.indexOf("assertion=") + "assertion=".length()));
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static String employer(SignedJWT grant) {
        return grant.getPayload().toString().contains("0192:" + CUSTOMER) ? CUSTOMER : "own";
    }
}
