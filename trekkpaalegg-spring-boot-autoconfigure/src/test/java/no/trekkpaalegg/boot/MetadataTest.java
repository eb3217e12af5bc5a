package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.EmployerProperties;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.MaskinportenClient;
import no.trekkpaalegg.client.ApiEnvironment;
import no.trekkpaalegg.client.ApiSettings;
import no.trekkpaalegg.client.TrekkpaaleggClientBuilder;
import no.trekkpaalegg.maskinporten.MaskinportenSettings;
import no.trekkpaalegg.model.Access;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** What an editor shows for the keys, which are public contract, and that their defaults are those of the core. */
class MetadataTest {
    private static final Map<String, JsonNode> properties = new LinkedHashMap<>();

    @BeforeAll
    static void read() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (URL file : Collections.list(
                MetadataTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            for (JsonNode property : mapper.readTree(file).path("properties")) {
                String name = property.path("name").asText();
                if (name.startsWith("trekkpaalegg.")) {
                    properties.put(name, property);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "trekkpaalegg.enabled,                        java.lang.Boolean,  true",
                "trekkpaalegg.environment,                    ApiEnvironment,        -",
                "trekkpaalegg.base-url,                       java.net.URI,       -",
                "trekkpaalegg.client-name,                    java.lang.String,   -",
                "trekkpaalegg.org-number,                     java.lang.String,   -",
                "trekkpaalegg.employers,                      EmployerProperties, -",
                "trekkpaalegg.maskinporten.client-id,         java.lang.String,   -",
                "trekkpaalegg.maskinporten.key-id,            java.lang.String,   -",
                "trekkpaalegg.maskinporten.private-key,       java.lang.String,   -",
                "trekkpaalegg.maskinporten.ssl-bundle,        java.lang.String,   -",
                "trekkpaalegg.maskinporten.issuer,            java.lang.String,   -",
                "trekkpaalegg.maskinporten.token-uri,         java.net.URI,       -",
                "trekkpaalegg.maskinporten.scope,             java.lang.String,   skatteetaten:trekkpaalegg",
                "trekkpaalegg.clients,                        MaskinportenClient, -",
                "trekkpaalegg.poller.enabled,                 java.lang.Boolean,  true",
                "trekkpaalegg.poller.interval,                java.time.Duration, 30m",
                "trekkpaalegg.poller.page-size,               java.lang.Integer,  1000",
                "trekkpaalegg.poller.reread-window,           java.time.Duration, 2h",
                "trekkpaalegg.poller.concurrency,             java.lang.Integer,  4",
                "trekkpaalegg.poller.reconcile-interval,      java.time.Duration, 24h",
                "trekkpaalegg.poller.fetch-missing-versions,  java.lang.Boolean,  false",
                "trekkpaalegg.poller.heartbeat-interval,      java.time.Duration, 15s",
                "trekkpaalegg.delivery.max-attempts,          java.lang.Integer,  10",
                "trekkpaalegg.delivery.initial-backoff,       java.time.Duration, 1m",
                "trekkpaalegg.delivery.max-backoff,           java.time.Duration, 6h",
                "trekkpaalegg.delivery.unknown-organisations, UnknownOrganisations, deliver",
                "trekkpaalegg.store.type,                     StoreType,          auto",
                "trekkpaalegg.store.initialize-schema,        SchemaInitialization, embedded",
                "trekkpaalegg.store.table-prefix,             java.lang.String,   trekkpaalegg_",
                "trekkpaalegg.store.retention,                java.time.Duration, 0",
                "trekkpaalegg.store.lock-timeout,             java.time.Duration, 30s",
                "trekkpaalegg.http.connect-timeout,           java.time.Duration, 5s",
                "trekkpaalegg.http.read-timeout,              java.time.Duration, 30s",
                "trekkpaalegg.http.max-element-size,          org.springframework.util.unit.DataSize, 256KB",
                "trekkpaalegg.management.health.max-silence,  java.time.Duration, -"
            })
    void whenAKeyIsPublicContract_thenItIsDescribed(String key, String type, String defaultValue) {
        JsonNode property = properties.get(key);

        assertThat(property).as("metadata of %s", key).isNotNull();
        assertThat(property.path("type").asText()).contains(type);
        assertThat(property.path("defaultValue").asText(null)).isEqualTo(defaultValue);
    }

    @Test
    void whenAKeyIsInTheMetadata_thenItHasTypeAndDescription() {
        assertThat(properties).hasSizeGreaterThanOrEqualTo(26);
        properties.forEach((key, property) -> {
            assertThat(property.path("type").asText()).as("type of %s", key).isNotBlank();
            assertThat(property.path("description").asText())
                    .as("description of %s", key)
                    .matches("[A-Z].{10,}\\.");
        });
    }

    /** What is inside a list is not in the metadata; its names are contract all the same. */
    @Test
    void whenAnEmployerIsListed_thenItsKeysAreThoseOfTheContract() {
        TrekkpaaleggProperties bound = bind(Map.of(
                "trekkpaalegg.employers[0].org-number", "313367002",
                "trekkpaalegg.employers[0].access", "system-user",
                "trekkpaalegg.employers[0].external-ref", "payroll",
                "trekkpaalegg.employers[0].client", "east",
                "trekkpaalegg.employers[1].org-number", "313367010"));

        assertThat(bound.employers())
                .isEqualTo(List.of(
                        new EmployerProperties("313367002", Access.SYSTEM_USER, "payroll", "east"),
                        new EmployerProperties("313367010", Access.OWN, null, "default")));
    }

    @Test
    void whenAFurtherClientIsConfigured_thenItsKeysAreThoseOfTheContract() {
        TrekkpaaleggProperties bound = bind(Map.of(
                "trekkpaalegg.clients.east.client-id", "client-of-east",
                "trekkpaalegg.clients.east.private-key", "c2VjcmV0",
                "trekkpaalegg.clients.east.key-id", "key-of-east",
                "trekkpaalegg.clients.west.client-id", "client-of-west",
                "trekkpaalegg.clients.west.ssl-bundle", "enterprise"));

        assertThat(bound.clients())
                .isEqualTo(Map.of(
                        "east", new MaskinportenClient("client-of-east", "key-of-east", "c2VjcmV0", null),
                        "west", new MaskinportenClient("client-of-west", null, null, "enterprise")));
        assertThat(bound.toString()).contains("client-of-east").doesNotContain("c2VjcmV0");
    }

    @Test
    void whenNothingIsConfigured_thenTheDefaultsAreThoseOfTheClient() {
        TrekkpaaleggProperties defaults = bind(Map.of());

        assertThat(defaults.maskinporten().scope()).isEqualTo(MaskinportenSettings.SCOPE);
        assertThat(defaults.enabled()).isTrue();
        assertThat(defaults.poller().enabled()).isTrue();
        assertThat(defaults.http().connectTimeout()).isEqualTo(TrekkpaaleggClientBuilder.CONNECT_TIMEOUT);
        assertThat(defaults.http().readTimeout()).isEqualTo(TrekkpaaleggClientBuilder.READ_TIMEOUT);
        assertThat(defaults.http().maxElementSize()).isEqualTo(DataSize.ofBytes(ApiSettings.DEFAULT_MAX_ELEMENT_SIZE));
        assertThat(defaults.environment()).isNull();
        assertThat(defaults.employers()).isEmpty();
    }

    /** Contract section 1. */
    @Test
    void whenAnEnvironmentIsNamed_thenItsAddressesAreThoseOfTheContract() {
        assertThat(Stream.of(ApiEnvironment.values()).map(Enum::name)).containsExactly("TEST", "PRODUCTION");
        assertThat(ApiEnvironment.TEST.baseUrl()).isEqualTo(URI.create("https://api-test.sits.no"));
        assertThat(ApiEnvironment.TEST.issuer()).isEqualTo("https://test.maskinporten.no/");
        assertThat(ApiEnvironment.TEST.tokenUri()).isEqualTo(URI.create("https://test.maskinporten.no/token"));
        assertThat(ApiEnvironment.PRODUCTION.baseUrl()).isEqualTo(URI.create("https://api.skatteetaten.no"));
        assertThat(ApiEnvironment.PRODUCTION.issuer()).isEqualTo("https://maskinporten.no/");
        assertThat(ApiEnvironment.PRODUCTION.tokenUri()).isEqualTo(URI.create("https://maskinporten.no/token"));
    }

    @Test
    void whenTheKeyIsGivenAsText_thenThePropertiesDoNotShowIt() {
        TrekkpaaleggProperties bound = bind(Map.of("trekkpaalegg.maskinporten.private-key", "c2VjcmV0"));

        assertThat(bound.maskinporten().privateKey()).isEqualTo("c2VjcmV0");
        assertThat(bound.toString()).doesNotContain("c2VjcmV0");
    }

    private static TrekkpaaleggProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("trekkpaalegg", TrekkpaaleggProperties.class);
    }
}
