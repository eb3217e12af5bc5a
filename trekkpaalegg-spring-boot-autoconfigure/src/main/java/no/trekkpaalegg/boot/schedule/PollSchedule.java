package no.trekkpaalegg.boot.schedule;

/** Runs the feed for each employer when something is due. */
interface PollSchedule {

    /** Starts with all employers. It can be called again after {@link #stop}. */
    void start();

    /** Updates the employers from the registry: starts new ones and ends removed ones. */
    void employersChanged();

    /**
     * Runs the feed for an employer as soon as possible, independent of the plan. If it is running, it runs once more afterwards.
     * Returns at once. Does nothing for an employer that is not configured.
     */
    void wake(String orgNumber);

    /**
     * Stops: starts no further pass, and waits for the running ones.
     *
     * @throws InterruptedException if the wait is interrupted
     */
    void stop() throws InterruptedException;
}
