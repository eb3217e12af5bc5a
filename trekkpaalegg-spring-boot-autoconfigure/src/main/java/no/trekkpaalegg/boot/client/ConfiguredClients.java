package no.trekkpaalegg.boot.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggConnectionDetails;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.client.MaskinportenClients.MaskinportenClient;
import no.trekkpaalegg.boot.client.SigningKeys.ConfiguredKey;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import no.trekkpaalegg.model.Employer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Maskinporten clients and their keys: the default one in the connection details, further ones under {@code trekkpaalegg.clients}.
 * A {@link SigningKeySource} bean of the host replaces the key of the default client; one with the name of a further client gives that
 * client its key.
 */
record ConfiguredClients(
        TrekkpaaleggProperties properties,
        TrekkpaaleggConnectionDetails connection,
        SigningKeys signingKeys,
        Map<String, SigningKeySource> hostKeys) {
    private static final String DEFAULT_PREFIX = "trekkpaalegg.maskinporten";
    private static final String CLIENTS = "trekkpaalegg.clients";

    /** How long to wait for a key of the host's own, a key vault say. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** @throws TrekkpaaleggConfigurationException if something is missing or wrong */
    MaskinportenClients find() {
        List<MaskinportenClient> clients = new ArrayList<>();
        defaultClient().ifPresent(clients::add);
        properties.clients().forEach((name, client) -> clients.add(furtherClient(name, client)));
        return new MaskinportenClients(clients);
    }

    private Optional<MaskinportenClient> defaultClient() {
        String id = connection.clientId();
        if (id == null) {
            return Optional.empty();
        }
        SigningKeySource ofHost = keyOfHost();
        SigningKeySource keys = ofHost != null
                ? ofHost.within(LONGEST_WAIT)
                : signingKeys.source(new ConfiguredKey(
                        DEFAULT_PREFIX,
                        connection.privateKey(),
                        connection.keyId(),
                        GivenText.of(properties.maskinporten().sslBundle())));
        return Optional.of(new MaskinportenClient(Employer.DEFAULT_CLIENT, id, keys));
    }

    /** The bean that is meant for no further client. */
    private @Nullable SigningKeySource keyOfHost() {
        Map<String, SigningKeySource> left = new LinkedHashMap<>(hostKeys);
        left.keySet().removeAll(properties.clients().keySet());
        if (left.size() > 1) {
            throw new TrekkpaaleggConfigurationException(
                    CLIENTS,
                    "the beans " + String.join(", ", left.keySet())
                            + " are of type SigningKeySource, and it is not clear which one signs for which client",
                    "Give each of them the name of a client under " + CLIENTS
                            + ", and leave one for the default client.");
        }
        return left.values().stream().findFirst().orElse(null);
    }

    private MaskinportenClient furtherClient(String name, TrekkpaaleggProperties.MaskinportenClient client) {
        String prefix = CLIENTS + "." + name;
        if (name.equals(Employer.DEFAULT_CLIENT)) {
            throw new TrekkpaaleggConfigurationException(
                    prefix,
                    "the name " + name + " is taken by the client under " + DEFAULT_PREFIX,
                    "Give the client another name.");
        }
        String id = GivenText.of(client.clientId());
        if (id == null) {
            throw new TrekkpaaleggConfigurationException(
                    prefix + ".client-id",
                    "the id of the Maskinporten client is missing",
                    "Set " + prefix + ".client-id to the id that the client was given when it was registered in"
                            + " Maskinporten (a UUID).");
        }
        ConfiguredKey key = new ConfiguredKey(
                prefix,
                GivenText.of(client.privateKey()),
                GivenText.of(client.keyId()),
                GivenText.of(client.sslBundle()));
        SigningKeySource ofHost = hostKeys.get(name);
        SigningKeySource keys =
                ofHost != null && !key.isGiven() ? ofHost.within(LONGEST_WAIT) : signingKeys.source(key);
        return new MaskinportenClient(name, id, keys);
    }
}
