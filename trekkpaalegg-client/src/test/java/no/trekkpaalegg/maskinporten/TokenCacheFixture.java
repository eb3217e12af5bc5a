package no.trekkpaalegg.maskinporten;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.FailureKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.threeten.extra.MutableClock;

/** A cache in front of a Maskinporten that answers as the test says. */
@Timeout(60)
abstract class TokenCacheFixture {
    static final Employer EMPLOYER = Employer.own("313367002");

    final MaskinportenException trouble =
            new MaskinportenException(FailureKind.TRANSIENT, "trouble", FailureDetails.NONE, null);

    static final MaskinportenSettings SETTINGS = new MaskinportenSettings(
            "client-1", "https://test.maskinporten.no/", URI.create("https://test.maskinporten.no/token"));
    final MutableClock clock = MutableClock.of(Instant.parse("2026-03-05T15:00:00Z"), ZoneOffset.UTC);
    final AtomicInteger requests = new AtomicInteger();
    final AtomicReference<Callable<AccessToken>> maskinporten = new AtomicReference<>(() -> token(120));

    final TokenCache cache = new TokenCache(SETTINGS, this::request, new MaskinportenErrors(SETTINGS, clock), clock);
    final ExecutorService threads = Executors.newCachedThreadPool();

    AccessToken request(Employer employer) {
        requests.incrementAndGet();
        try {
            return maskinporten.get().call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    AccessToken token(int seconds) {
        return new AccessToken(
                "token-" + requests, clock.instant(), clock.instant().plusSeconds(seconds));
    }

    String tokenNow() {
        return cache.tokenFor(EMPLOYER).value();
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }
}
