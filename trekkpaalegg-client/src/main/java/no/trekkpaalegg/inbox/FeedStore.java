package no.trekkpaalegg.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stores the inbox and the cursors of the feed. It is a thin layer of reads and writes. The algorithm in
 * {@code no.trekkpaalegg.feed} decides what they mean.
 *
 * <p>The published contract test checks this contract:
 *
 * <ol>
 *   <li>{@link #inTransaction} runs its work on the calling thread, in a transaction of its own that holds a lock on the employer.
 *       A second transaction for the same employer, on any node, waits until the first has ended. The store limits this wait, for
 *       example to half a minute. After the limit it throws {@link EmployerBusyException} and does not start the work. The limit
 *       does not apply to the work. Other employers do not wait. The work sees what was committed before it got the lock. A thread
 *       has one transaction of a store at a time. {@link #inTransaction} inside the work of another one is refused with
 *       {@link IllegalStateException}, also for another employer, because it could wait for itself or for a thread that waits for
 *       it.
 *   <li>When the work returns, all its writes are committed together. When it throws, none is committed, and the caller gets the
 *       exception unchanged. With a database the host's own writes on the same data source belong to the same transaction. Other
 *       reads see only what is committed, and do not wait for a transaction.
 *   <li>Methods that write are marked "inside a transaction only". They are called inside {@link #inTransaction} for the same
 *       employer, and otherwise throw {@link IllegalStateException}. All other methods can be called anywhere.
 *   <li>A failing store throws an unchecked exception of its own choice. The pass then ends as a failure of the store and is tried
 *       again later.
 *   <li>Times have microseconds: times that are written and times that are compared are cut off there, not rounded. All other
 *       values are returned as they were written. Keys are compared character by character, and a text can have any length. In
 *       texts that are not part of a key, a NUL or half a surrogate pair can be returned as its JSON escape.
 *   <li>Implementations are safe for use by many threads.
 * </ol>
 */
public interface FeedStore {

    /**
     * Runs the work in a transaction that holds the employer's lock, and returns what the work returns.
     *
     * @throws EmployerBusyException if another transaction holds the lock for longer than this store waits; the work is not started
     * @throws IllegalStateException if the calling thread is already inside a transaction of this store
     */
    <T> T inTransaction(String employer, Supplier<T> work);

    /**
     * How far the feed of the employer has been read; {@link FeedState#initial} if nothing is stored. Inside a transaction of the
     * employer it needs no further query: a store reads it with the lock.
     */
    FeedState state(String employer);

    /** Writes how far the feed of the employer has been read. Inside a transaction only. */
    void save(FeedState state);

    /**
     * All entries of the given orders of an employer, in any state and any order, without {@link InboxEntry#json()}.
     *
     * @param trekkids any number of orders, also none
     */
    List<InboxEntry> findVersions(String employer, Collection<String> trekkids);

    /**
     * Adds entries with new and different keys. If a key is already in the inbox or occurs twice, it throws, and the transaction
     * can only be rolled back. Inside a transaction only.
     *
     * @param entries entries of the employer of the transaction, also none
     */
    void insert(List<InboxEntry> entries);

    /**
     * Replaces an entry if the row with its key still has the expected state and the expected number of attempts. All fields are
     * written, including {@link InboxEntry#json()}: {@code null} removes the element. Inside a transaction only.
     *
     * @return whether the row was as expected and has been replaced
     */
    boolean replace(InboxEntry next, InboxState expectedState, int expectedAttempts);

    /**
     * Entries whose delivery is due: {@link InboxState#PENDING}, and {@link InboxState#FAILED} with a next attempt that is not
     * after now or not set. The entries have their {@link InboxEntry#json()}. They are ordered by {@code sekvensnummer}, then
     * {@code trekkversjon}, then by a stable order that the store chooses.
     *
     * @param after the entry to continue after in that order, in whatever state it is now, or an empty {@code Optional} to start
     *     with the first
     * @param limit the largest number of entries, 1 or more
     */
    List<InboxEntry> findDue(String employer, Instant now, Optional<InboxEntry> after, int limit);

    /** When the next delivery of the employer is due: now or earlier for a pending entry, empty if no entry waits. */
    Optional<Instant> nextDueAt(String employer);

    /**
     * Entries of an employer in one state, in the order of {@link #findDue}, without {@link InboxEntry#json()}.
     *
     * @param after the entry to continue after, in whatever state it is now, or an empty {@code Optional} to start with the first
     * @param limit the largest number of entries, 1 or more
     */
    List<InboxEntry> findByState(String employer, InboxState state, Optional<InboxEntry> after, int limit);

    /** The entry with this key and its {@link InboxEntry#json()}, or empty. */
    Optional<InboxEntry> find(InboxKey key);

    /** How many entries of the employer are in each state; a state without entries can be left out. */
    Map<InboxState, Long> countByState(String employer);

    /**
     * The states of all employers, in any order, for operators. Employers without a stored state can be left out.
     */
    Collection<FeedState> states();

    /**
     * The backlogs of all employers, in any order, for operators. Employers without a backlog are left out. It is called often, and
     * must not become slower with the number of delivered entries.
     */
    Collection<Backlog> backlogs();

    /**
     * Whether {@link #removeJsonDeliveredBefore} would find something to remove. Asked in each pass of a host that keeps elements, so that
     * it must not become slower with what has been delivered.
     */
    boolean hasJsonDeliveredBefore(String employer, Instant time);

    /**
     * Removes the elements of entries that were delivered before the given time. The entries stay. Inside a transaction only.
     *
     * @return how many elements were removed
     */
    int removeJsonDeliveredBefore(String employer, Instant time);

    /**
     * Removes the entries of versions after a sequence number that were delivered, so that they are delivered again when they are
     * read again. Entries in other states stay. Inside a transaction only.
     *
     * @return how many entries were removed
     */
    int forgetDeliveredAfter(String employer, long sekvensnummer);
}
