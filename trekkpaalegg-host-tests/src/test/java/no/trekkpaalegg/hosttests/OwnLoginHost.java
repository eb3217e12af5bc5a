package no.trekkpaalegg.hosttests;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;

/** A host whose users log in with OAuth 2, and which gets tokens of its own for other systems. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@PropertySource("classpath:own-login.properties")
@Import(Pages.class)
class OwnLoginHost {

    @Bean
    OwnClients ownClients() {
        return new OwnClients();
    }

    static final class OwnClients implements OAuth2AuthorizedClientManager {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public @Nullable OAuth2AuthorizedClient authorize(OAuth2AuthorizeRequest request) {
            calls.incrementAndGet();
            return null;
        }

        int calls() {
            return calls.get();
        }
    }
}
