package no.trekkpaalegg.maskinporten;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import no.trekkpaalegg.model.Employer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches tokens while they are valid, one per token identity.
 *
 * <ol>
 *   <li>A fresh token is returned.
 *   <li>After three quarters of its lifetime, one caller fetches the next token, and the others use the old one. If the fetch
 *       fails, the old one stays in use, and the next attempt is made after half of its remaining time.
 *   <li>Without a valid token, one caller fetches one, and all others wait for that request. They get its token or its failure. If
 *       the fetching caller is interrupted, another caller fetches the token.
 * </ol>
 *
 * Requests run on the callers' threads.
 */
final class TokenCache implements AccessTokenSource {
    private static final Logger log = LoggerFactory.getLogger(TokenCache.class);

    private final MaskinportenSettings settings;
    private final Function<Employer, AccessToken> request;
    private final MaskinportenErrors errors;
    private final Clock clock;

    private final ConcurrentMap<TokenIdentity, HeldToken> tokens = new ConcurrentHashMap<>();
    private final ConcurrentMap<TokenIdentity, CompletableFuture<AccessToken>> flights = new ConcurrentHashMap<>();

    TokenCache(
            MaskinportenSettings settings,
            Function<Employer, AccessToken> request,
            MaskinportenErrors errors,
            Clock clock) {
        this.settings = settings;
        this.request = request;
        this.errors = errors;
        this.clock = clock;
    }

    @Override
    public AccessToken tokenFor(Employer employer) {
        TokenIdentity identity = new TokenIdentity(settings, employer);
        HeldToken held = tokens.get(identity);
        Instant now = clock.instant();
        if (held == null || !held.isAlive(now)) {
            return fetched(identity);
        }
        return held.isFresh(now) ? held.token() : refreshed(identity, held);
    }

    @Override
    public void refused(Employer employer, AccessToken token) {
        tokens.computeIfPresent(
                new TokenIdentity(settings, employer),
                (identity, held) -> held.token().value().equals(token.value()) ? null : held);
    }

    private AccessToken fetched(TokenIdentity identity) {
        while (true) {
            CompletableFuture<AccessToken> mine = new CompletableFuture<>();
            CompletableFuture<AccessToken> running = flights.putIfAbsent(identity, mine);
            AccessToken token = running == null ? fetch(identity, mine) : await(running, identity.employer());
            if (token != null) {
                return token;
            }
        }
    }

    private AccessToken refreshed(TokenIdentity identity, HeldToken old) {
        CompletableFuture<AccessToken> mine = new CompletableFuture<>();
        if (flights.putIfAbsent(identity, mine) != null) {
            return old.token();
        }
        try {
            return fetch(identity, mine);
        } catch (RuntimeException e) {
            HeldToken held = tokens.get(identity);
            // The token is read again, because the API can have refused the one from above in the meantime.
            if (held == null || !held.isAlive(clock.instant())) {
                throw e;
            }
            warn(held, e);
            return held.token();
        }
    }

    private static void warn(HeldToken held, RuntimeException failure) {
        String cause = failure instanceof MaskinportenException
                ? failure.getMessage()
                : failure.getClass().getName();
        log.warn("The next token could not be fetched. The current one is used until {}. {}", held.deadAt(), cause);
    }

    /** Makes the request on this thread. All callers that wait on the future get its outcome. */
    private AccessToken fetch(TokenIdentity identity, CompletableFuture<AccessToken> mine) {
        try {
            AccessToken token = fetchedMeanwhile(identity);
            if (token == null) {
                token = request.apply(identity.employer());
                removeDead();
                tokens.put(identity, HeldToken.of(token));
            }
            mine.complete(token);
            return token;
        } catch (RuntimeException | Error e) {
            postponeRefresh(identity);
            if (Thread.currentThread().isInterrupted()) {
                mine.cancel(false);
            } else {
                mine.completeExceptionally(e);
            }
            throw e;
        } finally {
            flights.remove(identity, mine);
        }
    }

    private void postponeRefresh(TokenIdentity identity) {
        Instant now = clock.instant();
        tokens.computeIfPresent(identity, (same, held) -> held.isAlive(now) ? held.postponed(now) : held);
    }

    /** Another request can have ended between our look into the cache and the start of ours. */
    private @Nullable AccessToken fetchedMeanwhile(TokenIdentity identity) {
        HeldToken held = tokens.get(identity);
        return held != null && held.isFresh(clock.instant()) ? held.token() : null;
    }

    /** Removes the tokens of employers that are no longer polled. */
    private void removeDead() {
        Instant now = clock.instant();
        tokens.values().removeIf(held -> !held.isAlive(now));
    }

    /** How many tokens are cached, valid or not. */
    int size() {
        return tokens.size();
    }

    /** @return {@code null} if the thread that made the request was interrupted, and another caller must make it */
    private @Nullable AccessToken await(CompletableFuture<AccessToken> flight, Employer employer) {
        try {
            return flight.get();
        } catch (CancellationException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw errors.interrupted(employer);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException shared) {
                throw shared;
            }
            throw new IllegalStateException("the token request failed on another thread", e.getCause());
        }
    }

    /** The identity of a token: the settings, and the employer with its access and external reference. */
    private record TokenIdentity(MaskinportenSettings settings, Employer employer) {}
}
