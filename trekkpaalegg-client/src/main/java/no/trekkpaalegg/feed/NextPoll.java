package no.trekkpaalegg.feed;

import java.time.Duration;
import java.time.Instant;
import no.trekkpaalegg.feed.PassResult.CallFailed;
import no.trekkpaalegg.feed.PassResult.Failed;
import no.trekkpaalegg.feed.PassResult.Refused;

/** Decides when an employer is polled again. */
final class NextPoll {
    /** What is refused gets better by a person's work only, so it is asked for more and more slowly. */
    private static final Duration SLOWEST = Duration.ofHours(6);

    private static final Duration QUICKEST_RETRY = Duration.ofMinutes(1);

    private final Backoff afterRefusal;
    private final Backoff afterOutage;
    private final PollOptions options;

    NextPoll(PollOptions options) {
        this.options = options;
        this.afterRefusal = new Backoff(options.interval(), longer(options.interval(), SLOWEST));
        this.afterOutage = new Backoff(shorter(options.interval(), QUICKEST_RETRY), options.interval());
    }

    Instant afterSuccess(Instant now) {
        return now.plus(options.interval());
    }

    /**
     * @param failures how many passes have failed in a row, this one included
     */
    Instant afterFailure(Failed result, int failures, Instant now) {
        Duration wait = (result instanceof Refused ? afterRefusal : afterOutage).after(failures);
        if (result instanceof CallFailed failed) {
            wait = longer(wait, shorter(failed.failure().retryAfter().orElse(Duration.ZERO), SLOWEST));
        }
        return now.plus(wait);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
