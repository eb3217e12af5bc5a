package no.trekkpaalegg.boot.schedule;

/** Sees to it that each employer is looked after when something is due for it. */
interface PollSchedule {

    /** Begins with all employers; also again after {@link #stop}. */
    void start();

    /** Brings the employers up to date with the registry: begins with new ones, ends with those gone. */
    void employersChanged();

    /**
     * Looks after an employer as soon as possible, whatever was planned; if it is being looked after just now, once more after
     * that. Returns at once. Does nothing for one that is not configured.
     */
    void wake(String orgNumber);

    /**
     * Ends: begins nothing more, and waits for what is running.
     *
     * @throws InterruptedException if the wait is cut short
     */
    void stop() throws InterruptedException;
}
