package no.trekkpaalegg.hosttests;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.nimbusds.jose.JWSObject;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.spring6.circuitbreaker.configure.CircuitBreakerConfiguration;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.jvm.GuestJvm;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Processes in which the library is not just switched off. */
final class Absence {
    private Absence() {}

    /** Nothing of the library, but OAuth 2 as a host has it that asked for it. */
    static GuestJvm ofTheLibrary() {
        return GuestJvm.withEverything()
                .without(
                        Trekkpaalegg.class,
                        TrekkpaaleggPoller.class,
                        TrekkpaaleggSimulator.class,
                        Scheduler.class,
                        CircuitBreaker.class,
                        CircuitBreakerConfiguration.class,
                        CircuitBreakerAutoConfiguration.class);
    }

    /** Nothing of the library, nor of what it brings. */
    static GuestJvm ofTheLibraryAndItsOAuth2() {
        return ofTheLibrary()
                .without(
                        ClientRegistrationRepository.class, OAuth2AccessToken.class, JwtDecoder.class, JWSObject.class);
    }
}
