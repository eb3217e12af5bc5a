package no.trekkpaalegg.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the feed keeps its inbox and its cursors: a thin layer of reads and writes under the algorithm in this package, which
 * alone decides what they mean.
 *
 * <p>Contract, checked by the published contract test:
 *
 * <ol>
 *   <li>{@link #inTransaction} runs its work on the calling thread, in a transaction of its own which holds a lock on the
 *       employer: a second one for the same employer, on any node, waits until the first has ended, but no longer than a limit of
 *       the store's own, half a minute say; then {@link EmployerBusyException} is thrown and the work is not begun. The limit is for
 *       the wait only and not for the work. Other employers are not held up. The work sees what was committed before it got the lock. A thread has one transaction of a store at a time:
 *       {@link #inTransaction} inside the work of another, for whatever employer, is refused with
 *       {@link IllegalStateException}, for it could wait for itself or for a thread that waits for it.
 *   <li>When the work returns, all its writes are committed together; when it throws, none is, and the exception reaches the
 *       caller unchanged. With a database the host's own writes on the same data source belong to the same transaction.
 *       Reads elsewhere see what is committed only, and wait for nobody's work.
 *   <li>Methods that write, marked so below, are called inside {@link #inTransaction} for the same employer only, and refuse to
 *       work outside of it with {@link IllegalStateException}. All others may be called anywhere.
 *   <li>A failing store throws an unchecked exception of its own choice; the pass ends as a failure of the store and is
 *       tried again later.
 *   <li>Times are kept to the microsecond: both what is written and what is compared with are cut off there, never rounded. All
 *       else comes back as it was written: keys are compared character by character, and no text is too long. Only in texts
 *       that are not part of a key may a NUL or half a surrogate pair come back as its JSON escape.
 *   <li>Implementations are safe for use by many threads.
 * </ol>
 */
public interface FeedStore {

    /**
     * Runs the work in a transaction that holds the employer's lock, and returns what the work returns.
     *
     * @throws EmployerBusyException if another transaction holds the lock for longer than this store waits; the work has not begun
     * @throws IllegalStateException if the calling thread is inside a transaction of this store already
     */
    <T> T inTransaction(String employer, Supplier<T> work);

    /**
     * How far the feed of the employer has come; {@link FeedState#initial} if nothing is stored. Inside a transaction of the employer
     * it costs nothing, or little: a store reads it with the lock.
     */
    FeedState state(String employer);

    /** Writes how far the feed of the employer has come. Inside a transaction only. */
    void save(FeedState state);

    /**
     * All entries of the given orders of an employer, whatever their state, in no particular order. {@link InboxEntry#json()} is
     * left out.
     *
     * @param trekkids any number of them, possibly none
     */
    List<InboxEntry> findVersions(String employer, Collection<String> trekkids);

    /**
     * Adds entries. None of their keys is in the inbox, and no key occurs twice among them; otherwise it throws, and the
     * transaction can only be rolled back. Inside a transaction only.
     *
     * @param entries all of the employer of the transaction, possibly none
     */
    void insert(List<InboxEntry> entries);

    /**
     * Replaces an entry by its next step, if the row with its key is still in the expected state with the expected number of
     * attempts. All of the next step is written, {@link InboxEntry#json()} too: {@code null} removes the element. Inside a
     * transaction only.
     *
     * @return whether the row was as expected and is now replaced
     */
    boolean replace(InboxEntry next, InboxState expectedState, int expectedAttempts);

    /**
     * Entries whose delivery is due: {@link InboxState#PENDING}, and {@link InboxState#FAILED} whose next attempt is not after
     * now or not set; with their {@link InboxEntry#json()}, by {@code sekvensnummer}, then {@code trekkversjon}, then in a lasting
     * order of the store's own choice.
     *
     * @param after the entry to go on after, in that order and whatever has become of it since, or an empty {@code Optional} to start with the first
     * @param limit how many at most, 1 or more
     */
    List<InboxEntry> findDue(String employer, Instant now, Optional<InboxEntry> after, int limit);

    /** When the next delivery of the employer is due: now or before for a pending entry; empty if none waits. */
    Optional<Instant> nextDueAt(String employer);

    /**
     * Entries of an employer in a state, in the order of {@link #findDue}, without {@link InboxEntry#json()}.
     *
     * @param after the entry to go on after, whatever has become of it since, or an empty {@code Optional} to start with the first
     * @param limit how many at most, 1 or more
     */
    List<InboxEntry> findByState(String employer, InboxState state, Optional<InboxEntry> after, int limit);

    /** The entry with this key and its {@link InboxEntry#json()}, or empty. */
    Optional<InboxEntry> find(InboxKey key);

    /** How many entries of the employer are in each state; states without any may be left out. */
    Map<InboxState, Long> countByState(String employer);

    /**
     * How far the feeds of all employers have come, in no particular order; those of whom nothing is stored may be left out. For
     * operators.
     */
    Collection<FeedState> states();

    /**
     * What is unfinished in the inboxes of all employers, in no particular order; employers without anything unfinished are left out.
     * For operators: asked often, so that it must not become slower with what has been delivered.
     */
    Collection<Backlog> backlogs();

    /**
     * Removes the elements of entries delivered before the given time; the entries stay. Inside a transaction only.
     *
     * @return how many elements were removed
     */
    int removeJsonDeliveredBefore(String employer, Instant time);

    /**
     * Forgets that versions after a sequence number were delivered, so that they are delivered again when they are read again:
     * their entries are removed. Entries in other states stay. Inside a transaction only.
     *
     * @return how many entries were forgotten
     */
    int forgetDeliveredAfter(String employer, long sekvensnummer);
}
