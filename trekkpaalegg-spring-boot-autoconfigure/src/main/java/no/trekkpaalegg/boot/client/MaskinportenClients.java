package no.trekkpaalegg.boot.client;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import no.trekkpaalegg.maskinporten.SigningKeySource;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The Maskinporten clients of the application, by the name that employers call them.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class MaskinportenClients {
    private final Map<String, MaskinportenClient> byName = new LinkedHashMap<>();

    /**
     * One of them.
     *
     * @hidden
     * @param name what employers call it
     * @param id the id it got when it was registered
     * @param keys what its grants are signed with
     */
    public record MaskinportenClient(String name, String id, SigningKeySource keys) {}

    MaskinportenClients(Collection<MaskinportenClient> clients) {
        clients.forEach(client -> byName.put(client.name(), client));
    }

    /** All of them. */
    public Collection<MaskinportenClient> all() {
        return byName.values();
    }

    /** Their names. */
    public Set<String> names() {
        return byName.keySet();
    }
}
