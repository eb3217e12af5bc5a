package no.trekkpaalegg.boot;

import org.springframework.web.client.RestClient;

/**
 * Lets a host adapt the HTTP calls of this library: another request factory for a proxy, say. Applied to calls to Maskinporten and
 * to the API alike. The host's own {@code RestClient.Builder} is not used, because what customizes it, such as the logging of
 * bodies, is not meant for tokens and person numbers.
 */
@FunctionalInterface
public interface TrekkpaaleggRestClientCustomizer {

    /** Adapts a builder whose request factory and time limits are already set. */
    void customize(RestClient.Builder builder);
}
