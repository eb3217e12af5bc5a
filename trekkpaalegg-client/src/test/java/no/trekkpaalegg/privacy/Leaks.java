package no.trekkpaalegg.privacy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was found where it must not be. Safe for use by many threads. */
public final class Leaks {
    private static final int MOST_REMEMBERED = 100;

    /** What most tests use: person, account and KID of the contract's example, and tokens that do not look like tokens. */
    private static final Leaks OF_THE_SUITE = new Leaks(new ForbiddenText(
            List.of("10908412345", "70213997155", "6487719756", "1090841234x", "secret-token-", "tok.3n+value/_~=")));

    private final ForbiddenText forbidden;
    private final Set<String> found = new LinkedHashSet<>();

    public Leaks(ForbiddenText forbidden) {
        this.forbidden = forbidden;
    }

    /** Those that fail the suite. */
    public static Leaks ofTheSuite() {
        return OF_THE_SUITE;
    }

    /** Until the end of the test class this text must not be seen either, wherever it stands: a token the test has got hold of, say. */
    public void forbid(String secret) {
        forbidden.forbid(secret);
    }

    void allowAgain() {
        forbidden.allowAgain();
    }

    /** Looks at a text that somebody could see. */
    public void look(String where, String text) {
        forbidden.in(text).ifPresent(what -> add(where + ": " + what));
    }

    /** Looks at the messages of an exception, of its causes and of what it suppressed. */
    public void look(String where, Throwable thrown) {
        look(where + ", " + thrown.getClass().getName(), String.valueOf(thrown));
        for (Throwable suppressed : thrown.getSuppressed()) {
            look(where, suppressed);
        }
        if (thrown.getCause() != null) {
            look(where, thrown.getCause());
        }
    }

    /** The names of all threads there are. */
    public void lookAtThreads() {
        Thread.getAllStackTraces().keySet().forEach(thread -> look("a thread's name", thread.getName()));
    }

    /** What was found since it was asked last. */
    public synchronized List<String> take() {
        List<String> taken = List.copyOf(found);
        found.clear();
        return taken;
    }

    private synchronized void add(String leak) {
        if (found.size() < MOST_REMEMBERED) {
            found.add(leak);
        }
    }
}
