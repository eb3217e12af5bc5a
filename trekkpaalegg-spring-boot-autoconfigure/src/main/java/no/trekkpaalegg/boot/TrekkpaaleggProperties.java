package no.trekkpaalegg.boot;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import no.trekkpaalegg.client.ApiEnvironment;
import no.trekkpaalegg.feed.ReadOptions.UnknownOrganisations;
import no.trekkpaalegg.model.Access;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.DatabaseInitializationMode;

/**
 * The configuration of the library; its keys are public contract.
 *
 * @param enabled Whether the library is active at all.
 * @param environment ApiEnvironment of Maskinporten and the API. Required unless base-url, maskinporten.issuer and
 *     maskinporten.token-uri are all given.
 * @param baseUrl Base URL of the API, instead of what the environment says.
 * @param clientName Name of the calling system, sent as the Klientid header. Defaults to spring.application.name.
 * @param orgNumber Organisation number of the one employer that owns the Maskinporten client (access own).
 * @param employers Employers to poll.
 * @param maskinporten How tokens are obtained.
 * @param poller How the feed is read.
 * @param delivery How orders are delivered.
 * @param store Where orders and the state of the feed are kept.
 * @param http Time limits of calls.
 * @param management What operators are told.
 */
@ConfigurationProperties("trekkpaalegg")
public record TrekkpaaleggProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable ApiEnvironment environment,
        @Nullable URI baseUrl,
        @Nullable String clientName,
        @Nullable String orgNumber,
        @DefaultValue List<EmployerProperties> employers,
        @DefaultValue Maskinporten maskinporten,
        @DefaultValue Poller poller,
        @DefaultValue Delivery delivery,
        @DefaultValue Store store,
        @DefaultValue Http http,
        @DefaultValue Management management) {

    /**
     * An employer to poll.
     *
     * @param orgNumber Organisation number of the employer.
     * @param access How a token for the employer is obtained.
     * @param externalRef Which of the employer's system users is meant, when there are several. Only with access system-user.
     */
    public record EmployerProperties(
            @Nullable String orgNumber,
            @DefaultValue("own") Access access,
            @Nullable String externalRef) {}

    /**
     * How tokens are obtained.
     *
     * @param clientId Id of the client registered in Maskinporten.
     * @param keyId Id under which the key is registered in Maskinporten. Taken from the key if it is a JWK with a kid.
     * @param privateKey Private key as a resource location (file:...), as text or in base64; a JWK or PEM (PKCS#8).
     * @param sslBundle Name of the SSL bundle with key and certificate chain, instead of private-key.
     * @param issuer Issuer of tokens, instead of what the environment says.
     * @param tokenUri Token endpoint, instead of what the environment says.
     * @param scope Scope to ask for.
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
     * How the feed is read.
     *
     * @param enabled Whether employers are polled on a schedule. Without it only TrekkpaaleggPoller polls.
     * @param interval Time from one successful pass to the next.
     * @param pageSize How many orders to ask for at a time.
     * @param rereadWindow How far before the last known sequence number each pass starts.
     * @param concurrency How many employers are polled at the same time on one node.
     * @param reconcileInterval Time from one comparison with all current orders to the next. 0 switches it off.
     * @param fetchMissingVersions Whether versions that the feed skipped are fetched one by one.
     * @param heartbeatInterval How often a node says in the database that it still polls an employer. After four times this long
     *     without a sign another node takes over, within twice that limit.
     */
    public record Poller(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("30m") Duration interval,
            @DefaultValue("1000") int pageSize,
            @DefaultValue("1000") long rereadWindow,
            @DefaultValue("4") int concurrency,
            @DefaultValue("24h") Duration reconcileInterval,
            @DefaultValue("false") boolean fetchMissingVersions,
            @DefaultValue("1m") Duration heartbeatInterval) {}

    /**
     * How orders are delivered.
     *
     * @param maxAttempts How often delivery is tried before an order version is parked.
     * @param initialBackoff Waiting time after the first failed attempt; it doubles with each.
     * @param maxBackoff Longest waiting time after a failed attempt.
     * @param unknownOrganisations What becomes of an order that names an organisation nobody configured.
     */
    public record Delivery(
            @DefaultValue("10") int maxAttempts,
            @DefaultValue("1m") Duration initialBackoff,
            @DefaultValue("6h") Duration maxBackoff,
            @DefaultValue("deliver") UnknownOrganisations unknownOrganisations) {}

    /**
     * Where orders and the state of the feed are kept.
     *
     * @param type Kind of store: in the database of the application or in memory. With auto, in the database as soon as the
     *     application has a DataSource.
     * @param initializeSchema Whether to create the tables where they are missing. With always, a database that cannot be reached
     *     keeps the application from starting.
     * @param tablePrefix What the names of the tables begin with. May name a schema.
     * @param retention How long the original of an order is kept after delivery. 0 removes it at once.
     */
    public record Store(
            @DefaultValue("auto") StoreType type,
            @DefaultValue("embedded") DatabaseInitializationMode initializeSchema,
            @DefaultValue("trekkpaalegg_") String tablePrefix,
            @DefaultValue("0") Duration retention) {}

    /** Kinds of store. */
    public enum StoreType {
        /** In the database as soon as the application has a data source, otherwise in memory. */
        AUTO,
        /** In the database of the application. */
        JDBC,
        /** In memory: after a restart every order is delivered again. */
        MEMORY
    }

    /**
     * Time limits of calls.
     *
     * @param connectTimeout How long to wait for a connection.
     * @param readTimeout How long to wait for a whole answer. The answer with all current orders may take ten times as long.
     */
    public record Http(
            @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("30s") Duration readTimeout) {}

    /**
     * What operators are told.
     *
     * @param health What counts as healthy.
     * @param metrics How metrics are kept.
     */
    public record Management(
            @DefaultValue HealthLimits health, @DefaultValue Metrics metrics) {}

    /**
     * How metrics are kept.
     *
     * @param employerTag Whether counters and observations have the organisation number of the employer as a tag. With many employers
     *     that is many time series. Traces name the employer in any case.
     */
    public record Metrics(@DefaultValue("false") boolean employerTag) {}

    /**
     * What counts as healthy.
     *
     * @param maxSilence How long no employer at all may have been polled with success before the health is OUT_OF_SERVICE. Defaults
     *     to three times trekkpaalegg.poller.interval, or to no limit if the schedule is switched off.
     */
    public record HealthLimits(@Nullable Duration maxSilence) {}
}
