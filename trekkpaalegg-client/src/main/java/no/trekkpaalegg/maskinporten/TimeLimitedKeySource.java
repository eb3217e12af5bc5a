package no.trekkpaalegg.maskinporten;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import no.trekkpaalegg.maskinporten.UnusableKeyException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the answer of another source no longer than a limit. The source is asked on a thread of its own, one at a time: callers that come
 * meanwhile wait for the same answer, and once the limit is over they fail at once until the source answers.
 */
final class TimeLimitedKeySource implements SigningKeySource {
    private final SigningKeySource keys;
    private final Duration limit;
    private @Nullable Question running;

    /** A question to the source. */
    private record Question(CompletableFuture<SigningKey> answer, long askedAt) {}

    TimeLimitedKeySource(SigningKeySource keys, Duration limit) {
        this.keys = keys;
        this.limit = limit;
    }

    @Override
    public SigningKey current() {
        Question question = question();
        long left = limit.toNanos() - (System.nanoTime() - question.askedAt());
        try {
            return question.answer().get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UnusableKeyException(
                    Reason.UNREADABLE, "the source of the key has not answered within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnusableKeyException(Reason.UNREADABLE, "the thread was interrupted while it waited for the key");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException("the source of the key failed", e.getCause());
        }
    }

    private synchronized Question question() {
        if (running != null && !running.answer().isDone()) {
            return running;
        }
        Question asked = new Question(new CompletableFuture<>(), System.nanoTime());
        running = asked;
        Thread thread = new Thread(() -> ask(asked.answer()), "trekkpaalegg-key");
        thread.setDaemon(true);
        thread.start();
        return asked;
    }

    private void ask(CompletableFuture<SigningKey> answer) {
        try {
            answer.complete(keys.current());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }
}
