package no.trekkpaalegg.boot.schedule;

import java.time.Duration;

/**
 * The options of {@link DbSchedulerSchedule}.
 *
 * @param interval the first passes are spread over it, longer than zero
 * @param concurrency how many employers this node polls at the same time, 1 or more
 * @param heartbeatInterval how often a node confirms that it still polls an employer, a second or longer
 */
record ScheduleOptions(Duration interval, int concurrency, Duration heartbeatInterval) {
    static final Duration SHORTEST_HEARTBEAT = Duration.ofSeconds(1);

    /** @throws IllegalArgumentException if a value is out of range */
    public ScheduleOptions {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("the polling interval must be longer than zero");
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("the concurrency must be 1 or more, not " + concurrency);
        }
        if (heartbeatInterval.compareTo(SHORTEST_HEARTBEAT) < 0) {
            throw new IllegalArgumentException("the heartbeat interval must be a second or longer");
        }
    }
}
