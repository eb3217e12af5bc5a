package no.trekkpaalegg.boot;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.trekkpaalegg.client.ApiEnvironment;
import no.trekkpaalegg.feed.ReadOptions.UnknownOrganisations;
import no.trekkpaalegg.model.Access;
import no.trekkpaalegg.model.Employer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The configuration of the library. Its keys are a public contract.
 *
 * @hidden
 * @param enabled Whether the library is active.
 * @param environment Environment of Maskinporten and the API. Required unless base-url, maskinporten.issuer and
 *     maskinporten.token-uri are all set.
 * @param baseUrl Base URL of the API. Replaces the address of the environment.
 * @param clientName Name of the calling system, sent in the Klientid header. Defaults to spring.application.name.
 * @param orgNumber Organisation number of the employer, if there is one employer and it owns the Maskinporten client (access
 *     own). Use employers for all other cases.
 * @param employers Employers to poll.
 * @param maskinporten The client in Maskinporten and its key.
 * @param clients Further clients in Maskinporten, by name. Employers name the client that gets their tokens.
 * @param poller When and how the API is read.
 * @param delivery How orders are handed to the listeners of the application.
 * @param store Where orders and the state of polling are stored.
 * @param http Time limits of HTTP calls.
 * @param management Health and metrics.
 */
@ConfigurationProperties("trekkpaalegg")
@API(status = Status.INTERNAL)
public record TrekkpaaleggProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable ApiEnvironment environment,
        @Nullable URI baseUrl,
        @Nullable String clientName,
        @Nullable String orgNumber,
        @DefaultValue List<EmployerProperties> employers,
        @DefaultValue Maskinporten maskinporten,
        @DefaultValue Map<String, MaskinportenClient> clients,
        @DefaultValue Poller poller,
        @DefaultValue Delivery delivery,
        @DefaultValue Store store,
        @DefaultValue Http http,
        @DefaultValue Management management) {

    /**
     * An employer to poll.
     *
     * @hidden
     * @param orgNumber Organisation number of the employer.
     * @param access How the application gets access to the employer's orders.
     * @param externalRef The external reference of the employer's system user. Needed if the employer has several system users for
     *     this system. Only with access system-user.
     * @param client Name of the client in Maskinporten that gets the tokens for the employer, one of trekkpaalegg.clients. Without a
     *     name it is the client under trekkpaalegg.maskinporten.
     */
    public record EmployerProperties(
            @Nullable String orgNumber,
            @DefaultValue("own") Access access,
            @Nullable String externalRef,
            @DefaultValue(Employer.DEFAULT_CLIENT) String client) {}

    /**
     * The client in Maskinporten and its key.
     *
     * @hidden
     * @param clientId Id of the client in Maskinporten.
     * @param keyId Id of the key in Maskinporten. Not needed for a JWK that has a kid.
     * @param privateKey Private key: a location (file:... or classpath:...), the text of the key, or that text in base64. The key is a
     *     JWK or PEM (PKCS#8).
     * @param sslBundle Name of the SSL bundle with the key and the certificate chain. Use it instead of private-key.
     * @param issuer Issuer of tokens. Replaces the issuer of the environment.
     * @param tokenUri Token endpoint. Replaces the token endpoint of the environment.
     * @param scope Scope of the tokens.
     */
    public record Maskinporten(
            @Nullable String clientId,
            @Nullable String keyId,
            @Nullable String privateKey,
            @Nullable String sslBundle,
            @Nullable String issuer,
            @Nullable URI tokenUri,
            @DefaultValue("skatteetaten:trekkpaalegg") String scope) {

        /** Leaves out the key, which may be given as text. */
        @Override
        public String toString() {
            return "Maskinporten[clientId=" + clientId + ", keyId=" + keyId + ", sslBundle=" + sslBundle + ", issuer="
                    + issuer + ", tokenUri=" + tokenUri + ", scope=" + scope + "]";
        }
    }

    /**
     * A further client in Maskinporten and its key. Issuer, token endpoint and scope are those of trekkpaalegg.maskinporten.
     *
     * @hidden
     * @param clientId Id of the client in Maskinporten.
     * @param keyId Id of the key in Maskinporten. Not needed for a JWK that has a kid.
     * @param privateKey Private key of the client, as for trekkpaalegg.maskinporten.private-key.
     * @param sslBundle Name of the SSL bundle with the key and the certificate chain. Use it instead of private-key.
     */
    public record MaskinportenClient(
            @Nullable String clientId,
            @Nullable String keyId,
            @Nullable String privateKey,
            @Nullable String sslBundle) {

        /** Leaves out the key, which may be given as text. */
        @Override
        public String toString() {
            return "MaskinportenClient[clientId=" + clientId + ", keyId=" + keyId + ", sslBundle=" + sslBundle + "]";
        }
    }

    /**
     * When and how the API is read.
     *
     * @hidden
     * @param enabled Whether employers are polled on a schedule. If not, only calls of TrekkpaaleggPoller poll.
     * @param interval Time from one successful pass to the next.
     * @param pageSize How many orders to request per page.
     * @param rereadWindow How late an order may become visible after one with a higher sequence number and still be read by the next
     *     pass. A pass starts at the sequence number reached this long before the last pass.
     * @param concurrency How many employers one node polls at the same time.
     * @param reconcileInterval Time from one reconciliation (a comparison with all current orders) to the next. 0 switches
     *     reconciliation off.
     * @param fetchMissingVersions Whether to fetch, one by one, the order versions that the API left out between two polls.
     * @param heartbeatInterval How often a node confirms in the database that it still polls an employer. After four times this long
     *     without a confirmation the node counts as dead. Another node takes over within the same time again.
     * @param maxPagesPerRun How many pages are read for one employer before others have their turn.
     * @param maxOrdersPerRun How many order versions are delivered for one employer before others have their turn.
     * @param maxTimePerRun How long orders of one employer are read and delivered before others have their turn.
     */
    public record Poller(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("30m") Duration interval,
            @DefaultValue("1000") int pageSize,
            @DefaultValue("2h") Duration rereadWindow,
            @DefaultValue("4") int concurrency,
            @DefaultValue("24h") Duration reconcileInterval,
            @DefaultValue("false") boolean fetchMissingVersions,
            @DefaultValue("15s") Duration heartbeatInterval,
            @DefaultValue("20") int maxPagesPerRun,
            @DefaultValue("1000") int maxOrdersPerRun,
            @DefaultValue("10s") Duration maxTimePerRun) {}

    /**
     * How orders are handed to the listeners of the application.
     *
     * @hidden
     * @param maxAttempts How many times delivery of an order version is tried before the version is parked.
     * @param initialBackoff Wait after the first failed attempt. It doubles with each further attempt.
     * @param maxBackoff Longest wait after a failed attempt.
     * @param unknownOrganisations What to do with an order for an organisation that is not configured.
     */
    public record Delivery(
            @DefaultValue("10") int maxAttempts,
            @DefaultValue("1m") Duration initialBackoff,
            @DefaultValue("6h") Duration maxBackoff,
            @DefaultValue("deliver") UnknownOrganisations unknownOrganisations) {}

    /**
     * Where orders and the state of polling are stored.
     *
     * @hidden
     * @param type Where orders are stored. With auto, in the application's database if it has a DataSource, and otherwise in memory.
     * @param initializeSchema When the library creates its tables. With always, the application does not start while the database
     *     cannot be reached.
     * @param tablePrefix First part of the table names. It may include a schema.
     * @param retention How long the received JSON of an order is kept after delivery. 0 removes it with the delivery.
     * @param lockTimeout How long a transaction waits for the lock on its employer before the employer counts as busy and is left for
     *     later. A second or longer.
     */
    public record Store(
            @DefaultValue("auto") StoreType type,
            @DefaultValue("embedded") SchemaInitialization initializeSchema,
            @DefaultValue("trekkpaalegg_") String tablePrefix,
            @DefaultValue("0") Duration retention,
            @DefaultValue("30s") Duration lockTimeout) {}

    /**
     * Kinds of store.
     *
     * @hidden
     */
    public enum StoreType {
        /** In the database if the application has a data source, and otherwise in memory. */
        AUTO,
        /** In the database of the application. */
        JDBC,
        /** In memory: after a restart every order is delivered again. */
        MEMORY
    }

    /**
     * When the library creates its tables.
     *
     * @hidden
     */
    public enum SchemaInitialization {
        /** At every start, in any database, where they do not exist. */
        ALWAYS,
        /** In a database that lives and dies with the application, such as H2 in memory. */
        EMBEDDED,
        /** Never: the application creates them. */
        NEVER
    }

    /**
     * Limits of HTTP calls.
     *
     * @hidden
     * @param connectTimeout Longest wait for a connection.
     * @param readTimeout Longest wait for a complete answer. The answer with all current orders may take ten times as long.
     * @param maxElementSize Longest order in an answer, in characters, from 16KB to 2MB. A longer one is rejected.
     */
    public record Http(
            @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("30s") Duration readTimeout,
            @DefaultValue("256KB") DataSize maxElementSize) {}

    /**
     * Health and metrics.
     *
     * @hidden
     * @param health When the health is up.
     * @param metrics What metrics contain.
     * @param lookTimeout How long metrics, health and the endpoint wait for the store. After that, gauges are NaN, health is
     *     OUT_OF_SERVICE, and the endpoint answers 503.
     */
    public record Management(
            @DefaultValue HealthLimits health,
            @DefaultValue Metrics metrics,
            @DefaultValue("2s") Duration lookTimeout) {}

    /**
     * What metrics contain.
     *
     * @hidden
     * @param employerTag Whether counters and observations have the organisation number of the employer as a tag. Each employer then
     *     adds time series. Traces name the employer in any case.
     */
    public record Metrics(@DefaultValue("false") boolean employerTag) {}

    /**
     * When the health is up.
     *
     * @hidden
     * @param maxSilence Health is OUT_OF_SERVICE when no employer has had a successful pass for longer than this. Defaults to three
     *     times trekkpaalegg.poller.interval, or to no limit if the schedule is switched off.
     */
    public record HealthLimits(@Nullable Duration maxSilence) {}
}
