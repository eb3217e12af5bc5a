package no.trekkpaalegg.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import no.trekkpaalegg.boot.schedule.EmployerRegistry;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.observation.Runbook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * How metrics, health and the endpoint look at the store. A look runs on a thread of its own and has a time limit: a database that hangs
 * must not hold up a scrape or a web thread. After a failed look the store is left alone for ten seconds, in which every look fails in the
 * same way. The beginning and the end of an outage are logged once. Safe for use by many threads.
 */
final class StoreLook implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(StoreLook.class);
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final int THREADS = 4;
    private static final long IDLE_SECONDS = 60;

    private final EmployerRegistry employers;
    private final FeedStore store;
    private final Duration timeout;
    private final Clock clock;
    private final ThreadPoolExecutor threads;

    private Instant takenAt = Instant.MIN;
    private @Nullable FeedOverview overview;
    private @Nullable StoreAwayException failure;
    private @Nullable Instant awaySince;

    /**
     * @param timeout how long a look may take, longer than zero
     */
    StoreLook(EmployerRegistry employers, FeedStore store, Duration timeout, Clock clock) {
        this.employers = employers;
        this.store = store;
        this.timeout = timeout;
        this.clock = clock;
        this.threads = newThreads();
    }

    private static ThreadPoolExecutor newThreads() {
        CustomizableThreadFactory factory = new CustomizableThreadFactory("trekkpaalegg-look-");
        factory.setDaemon(true);
        ThreadPoolExecutor fresh = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        fresh.allowCoreThreadTimeOut(true);
        return fresh;
    }

    /**
     * How all employers are doing, at most ten seconds ago.
     *
     * @throws StoreAwayException if the store cannot be read, or could not be within the last ten seconds
     */
    synchronized FeedOverview recent() {
        if (overview != null && isKept()) {
            return overview;
        }
        return current();
    }

    /**
     * How all employers are doing now.
     *
     * @throws StoreAwayException if the store cannot be read, or could not be within the last ten seconds
     */
    synchronized FeedOverview current() {
        if (failure != null && isKept()) {
            throw failure;
        }
        try {
            FeedOverview taken = inTime(() -> FeedOverview.of(employers, store));
            back(taken);
            return taken;
        } catch (StoreAwayException e) {
            away(e);
            throw e;
        }
    }

    /**
     * The answer to another question to the store, or to the application's source of employers.
     *
     * @throws StoreAwayException if the store cannot be read, or could not be within the last ten seconds
     */
    <T> T ask(Supplier<T> question) {
        recent();
        return inTime(question);
    }

    private boolean isKept() {
        return !takenAt.isBefore(clock.instant().minus(KEPT));
    }

    private <T> T inTime(Supplier<T> question) {
        Future<T> answer = threads.submit(question::get);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Not interrupted: a file database closes when the thread that reads it is.
            answer.cancel(false);
            throw new StoreAwayException("it has not answered within " + timeout.toMillis() / 1000.0 + " s");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StoreAwayException(cause.getClass().getName() + ": " + Redaction.redact(cause.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreAwayException("the look was interrupted");
        }
    }

    private void away(StoreAwayException e) {
        takenAt = clock.instant();
        overview = null;
        failure = e;
        if (awaySince == null) {
            awaySince = takenAt;
            log.warn(
                    "{}. Until it can, health is OUT_OF_SERVICE, the gauges are NaN and the endpoint answers 503. See {}",
                    e.getMessage(),
                    Runbook.STORE_FAILED);
        }
    }

    private void back(FeedOverview taken) {
        takenAt = clock.instant();
        overview = taken;
        failure = null;
        if (awaySince != null) {
            log.info(
                    "The store can be read again, after {} s",
                    Duration.between(awaySince, takenAt).toSeconds());
            awaySince = null;
        }
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
