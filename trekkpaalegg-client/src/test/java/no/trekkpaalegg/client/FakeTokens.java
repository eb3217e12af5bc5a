package no.trekkpaalegg.client;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import no.trekkpaalegg.maskinporten.AccessToken;
import no.trekkpaalegg.maskinporten.AccessTokenSource;
import no.trekkpaalegg.model.Employer;

/** Hands out {@code secret-token-1} until it is refused, then {@code secret-token-2}, and so on. */
final class FakeTokens implements AccessTokenSource {
    static final String PREFIX = "secret-token-";

    private final AtomicInteger current = new AtomicInteger(1);
    private final AtomicInteger refusals = new AtomicInteger();

    @Override
    public AccessToken tokenFor(Employer employer) {
        return new AccessToken(PREFIX + current.get(), Instant.EPOCH, Instant.MAX);
    }

    @Override
    public void refused(Employer employer, AccessToken token) {
        refusals.incrementAndGet();
        int number = Integer.parseInt(token.value().substring(PREFIX.length()));
        current.compareAndSet(number, number + 1);
    }

    int refusals() {
        return refusals.get();
    }
}
