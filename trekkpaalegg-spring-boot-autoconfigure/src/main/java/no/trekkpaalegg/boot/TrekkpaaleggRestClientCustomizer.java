package no.trekkpaalegg.boot;

import org.springframework.web.client.RestClient;

/**
 * Lets a host adapt the HTTP calls of the library, for example with another request factory for a proxy. It applies to calls to
 * Maskinporten and to the API. The host's own {@code RestClient.Builder} is not used, because its customizations, such as the
 * logging of bodies, are not meant for tokens and person numbers.
 */
@FunctionalInterface
public interface TrekkpaaleggRestClientCustomizer {

    /** Adapts a builder whose request factory and time limits are already set. */
    void customize(RestClient.Builder builder);
}
