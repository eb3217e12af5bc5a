package no.trekkpaalegg.test;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Maskinporten and the Trekkpålegg API in one local server, for tests of a host and for trying things out. It is as strict as
 * the contract (sections 1 and 2): what it accepts, the authorities accept.
 *
 * <pre>{@code
 * @FreshSimulator
 * static TrekkpaaleggSimulator simulator;
 *
 * @Test
 * void newOrderIsReceived() {
 *     simulator.issue(simulator.ownOrganisation(), order -> order.withSaksnummer("TREKK/2026/1"));
 *     ...
 * }
 * }</pre>
 *
 * <p>Listens on the loopback address only and logs nothing. Safe for use by many threads. Employers are named by organisation
 * number. The employer that owns the client has access at once, every other after {@link #approveSystemUser} or
 * {@link #delegate}.
 */
public final class TrekkpaaleggSimulator implements AutoCloseable {
    private static final String ISSUER_PATH = "/maskinporten/";
    private static final String CLIENT_ID = "d7a3c8f0-trekk-simulator";

    private final SimulatorOptions options;
    private final SimulatorServer server;
    private final String baseUrl;
    private final RegisteredKeys keys = new RegisteredKeys();
    private final TrustedCertificates certificates;
    private final CustomerRights rights;
    private final IssuedTokens tokens;
    private final OrderBook orders;
    private final SimulatedMaskinporten maskinporten;
    private final SimulatedApi api;

    private TrekkpaaleggSimulator(SimulatorOptions options) {
        this.options = options;
        this.certificates = new TrustedCertificates(options.clock());
        this.rights = new CustomerRights(options.ownOrganisation());
        this.tokens = new IssuedTokens(options.clock(), options.tokenLifetime());
        this.orders = new OrderBook(options.clock(), options.firstSekvensnummer());
        this.api = new SimulatedApi(options, orders, tokens);
        this.server = new SimulatorServer(options.port());
        this.baseUrl = "http://localhost:" + server.port();
        this.maskinporten = new SimulatedMaskinporten(
                baseUrl, ISSUER_PATH, CLIENT_ID, options, new AssertionCheck(keys, certificates), rights, tokens);
        server.serve(request ->
                Target.of(request).path().startsWith(ISSUER_PATH) ? maskinporten.answer(request) : api.answer(request));
    }

    /** Starts a simulator with {@link SimulatorOptions#defaults()}. */
    public static TrekkpaaleggSimulator start() {
        return start(SimulatorOptions.defaults());
    }

    /** Starts a simulator that goes by the given clock. */
    public static TrekkpaaleggSimulator start(Clock clock) {
        return start(SimulatorOptions.defaults().withClock(clock));
    }

    public static TrekkpaaleggSimulator start(SimulatorOptions options) {
        return new TrekkpaaleggSimulator(options);
    }

    /** Stops the server. */
    @Override
    public void close() {
        server.stop();
    }

    SimulatorOptions options() {
        return options;
    }

    // Where it is and how to get in

    /** Base URL of the API, without a slash at the end. */
    public URI baseUrl() {
        return URI.create(baseUrl);
    }

    /** Issuer of the simulated Maskinporten, with a slash at the end. */
    public String issuer() {
        return maskinporten.issuer();
    }

    public URI tokenUri() {
        return URI.create(maskinporten.tokenUri());
    }

    public String clientId() {
        return CLIENT_ID;
    }

    /** Organisation number of the owner of the client. */
    public String ownOrganisation() {
        return options.ownOrganisation();
    }

    /** {@code kid} of the key registered last. */
    public String keyId() {
        return keys.current().kid();
    }

    /** The key registered last as a JWK with its {@code kid}. */
    public String privateKeyJwk() {
        return keys.current().jwk();
    }

    /** The key registered last as PEM (PKCS#8), which has no room for a {@code kid}. */
    public String privateKeyPem() {
        return keys.current().pem();
    }

    /**
     * The configuration with which a host talks to this simulator: {@code trekkpaalegg.base-url} and those keys of
     * {@code trekkpaalegg.maskinporten} that name the issuer, the token endpoint, the client and its key.
     */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("trekkpaalegg.base-url", baseUrl);
        properties.put("trekkpaalegg.maskinporten.issuer", issuer());
        properties.put("trekkpaalegg.maskinporten.token-uri", maskinporten.tokenUri());
        properties.put("trekkpaalegg.maskinporten.client-id", CLIENT_ID);
        properties.put("trekkpaalegg.maskinporten.private-key", privateKeyJwk());
        return properties;
    }

    // Keys and rights

    /** Registers a freshly made key besides those there are and returns its {@code kid}. */
    public String registerNewKey() {
        return keys.registerNew().kid();
    }

    /** From now on assertions signed with this key are refused. */
    public void revokeKey(String kid) {
        keys.revoke(kid);
    }

    /** Accepts assertions signed with this enterprise certificate and sent with its full chain in {@code x5c}. */
    public void trustCertificate(X509Certificate certificate) {
        certificates.add(certificate);
    }

    /** The employer approves the vendor's system user. */
    public void approveSystemUser(String employer) {
        rights.approveSystemUser(employer, null);
    }

    /** The employer approves a system user under an external reference; it may approve several. */
    public void approveSystemUser(String employer, String externalRef) {
        rights.approveSystemUser(employer, externalRef);
    }

    /** The employer takes back all its system users: MP-303 from now on. */
    public void withdrawSystemUsers(String employer) {
        rights.withdrawSystemUsers(employer);
    }

    /** The employer delegates the scope. */
    public void delegate(String employer) {
        rights.delegate(employer);
    }

    /** The employer takes the delegation back: MP-251 from now on. */
    public void withdrawDelegation(String employer) {
        rights.withdrawDelegation(employer);
    }

    /** Whether the authority has granted the client's organisation the scope, as it has from the start; otherwise MP-250. */
    public void grantScope(boolean granted) {
        rights.grantScope(granted);
    }

    /** From now on the API answers the employer with 403 KB-005, whatever token it has. */
    public void denyAccess(String employer) {
        api.denied().add(employer);
    }

    /** Takes {@link #denyAccess} back. */
    public void restoreAccess(String employer) {
        api.denied().remove(employer);
    }

    /** From now on the API answers all tokens issued so far with 401 KB-004. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    // Orders

    /** Issues an order with default content. */
    public IssuedOrder issue(String employer) {
        return issue(employer, UnaryOperator.identity());
    }

    /**
     * Issues an order.
     *
     * @param order changes the default content
     */
    public IssuedOrder issue(String employer, UnaryOperator<OrderTemplate> order) {
        return orders.issue(employer, order, true);
    }

    /** As {@link #issue}, but the order only has its sequence number. It is visible after {@link #reveal}. */
    public IssuedOrder issueLate(String employer, UnaryOperator<OrderTemplate> order) {
        return orders.issue(employer, order, false);
    }

    /**
     * Issues the next version of an order.
     *
     * @param order changes the content of the version before
     * @throws IllegalArgumentException if there is no such order
     */
    public IssuedOrder change(String trekkid, UnaryOperator<OrderTemplate> order) {
        return orders.change(trekkid, order, true);
    }

    /** As {@link #change}, but the version is visible only after {@link #reveal}. */
    public IssuedOrder changeLate(String trekkid, UnaryOperator<OrderTemplate> order) {
        return orders.change(trekkid, order, false);
    }

    /** Makes a version visible that was issued late. */
    public void reveal(IssuedOrder order) {
        orders.reveal(order);
    }

    /**
     * Issues the next version of an order, which ends today and reads {@code avsluttet}.
     *
     * @throws IllegalArgumentException if there is no such order
     */
    public IssuedOrder end(String trekkid) {
        return orders.end(trekkid);
    }

    /**
     * Lets the latest version of an order read {@code avsluttet}, with the number and sequence number it has.
     *
     * @throws IllegalArgumentException if there is no such order
     */
    public IssuedOrder endWithoutNewVersion(String trekkid) {
        return orders.endWithoutNewVersion(trekkid);
    }

    /**
     * Adds an element to what the employer is sent, exactly as given: malformed ones, or a second copy of an order.
     *
     * @param sekvensnummer its place in the feed, which the JSON need not agree with; later orders get higher numbers
     */
    public void addRaw(String employer, long sekvensnummer, String json) {
        orders.addRaw(employer, sekvensnummer, json);
    }

    /** Leaves a gap in the sequence, as orders of other employers do. */
    public void skipSequenceNumbers(long howMany) {
        orders.skipSequenceNumbers(howMany);
    }

    /** The highest sequence number allotted so far. */
    public long lastSekvensnummer() {
        return orders.lastSekvensnummer();
    }

    // Faults

    /** The next requests to the API fail so, after those faults that wait already. */
    public void injectApiFault(Fault fault, int times) {
        api.faults().add(fault, times, null);
    }

    /** The next requests to the API with a token of this employer fail so. */
    public void injectApiFaultFor(String employer, Fault fault, int times) {
        api.faults().add(fault, times, employer);
    }

    /** The next token requests fail so, after those faults that wait already. */
    public void injectMaskinportenFault(Fault fault, int times) {
        maskinporten.faults().add(fault, times, null);
    }

    /** Drops the faults that still wait. */
    public void clearFaults() {
        api.faults().clear();
        maskinporten.faults().clear();
    }

    // Observation

    /** The token requests received, the latest 10,000 of them, oldest first. */
    public List<RecordedRequest> tokenRequests() {
        return maskinporten.requests().latest();
    }

    public long tokenRequestCount() {
        return maskinporten.requests().count();
    }

    /** The requests to the API received, the latest 10,000 of them, oldest first. */
    public List<RecordedRequest> apiRequests() {
        return api.requests().latest();
    }

    public long apiRequestCount() {
        return api.requests().count();
    }

    /** How many different well-signed assertions have been used. */
    public long assertions() {
        return maskinporten.used().count();
    }

    /** How many tokens have been issued for an employer. */
    public long tokensIssuedFor(String employer) {
        return tokens.issuedFor(employer);
    }

    /** Forgets the requests and sets all counts to zero. */
    public void clearObservations() {
        maskinporten.requests().clear();
        api.requests().clear();
        maskinporten.used().resetCount();
        tokens.resetCounts();
    }

    /**
     * Back to a fresh simulator: no orders, faults, tokens, rights, trusted certificates or observations. Keys stay, used
     * assertions stay used, and sequence numbers go on rising, as a host's database would expect.
     */
    public void reset() {
        clearFaults();
        orders.clear();
        rights.clear();
        certificates.clear();
        api.denied().clear();
        revokeTokens();
        clearObservations();
    }
}
