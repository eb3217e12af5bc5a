package no.trekkpaalegg.boot.client;

import java.util.regex.Pattern;
import no.trekkpaalegg.boot.UnknownKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.ConfigurableEnvironment;

/** Says at start, once, what in the configuration is allowed but most likely not meant. */
final class StartReport implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(StartReport.class);
    private static final Pattern ORGANISATION_NUMBER = Pattern.compile("\\d{9}");

    private final ConfigurableEnvironment environment;
    private final MaskinportenClients clients;
    private final ListableBeanFactory beans;

    StartReport(ConfigurableEnvironment environment, MaskinportenClients clients, ListableBeanFactory beans) {
        this.environment = environment;
        this.clients = clients;
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        new UnknownKeys().report(environment);
        clients.all().stream()
                .filter(client -> ORGANISATION_NUMBER.matcher(client.id()).matches())
                .forEach(client -> log.warn(
                        "The id of the Maskinporten client '{}' has nine digits, like an organisation number. A client id is a UUID most often;"
                                + " Maskinporten shows it beside the client.",
                        client.name()));
        reportOpenEndpoint();
    }

    /** The default of all endpoints opens the actions of ours, too. */
    private void reportOpenEndpoint() {
        boolean open = "unrestricted".equalsIgnoreCase(environment.getProperty("management.endpoints.access.default"));
        boolean decided = environment.containsProperty("management.endpoint.trekkpaalegg.access");
        if (open && !decided && beans.containsBean("trekkpaaleggEndpoint")) {
            log.warn(
                    "management.endpoints.access.default is unrestricted, and so the actions of the endpoint trekkpaalegg (retry, discard,"
                            + " rewind and others) are open to everyone who can reach it. Set management.endpoint.trekkpaalegg.access to"
                            + " read-only, or to unrestricted if that is meant.");
        }
    }
}
