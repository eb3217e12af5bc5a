package no.trekkpaalegg.feed;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was received, and how much of it was new.
 *
 * @param received how many elements
 * @param stored how many of them were new order versions, stored for delivery
 * @param rejected how many of them were new and cannot be delivered
 * @param recovered how many of the stored ones polling had missed
 * @param organisations the organisation numbers that the well-formed ones name
 */
public record ReadSummary(int received, int stored, int rejected, int recovered, SortedSet<String> organisations) {

    /** Nothing was received. */
    public static final ReadSummary NOTHING = new ReadSummary(0, 0, 0, 0, new TreeSet<>());

    public ReadSummary {
        organisations = Collections.unmodifiableSortedSet(new TreeSet<>(organisations));
    }

    /** What was received, before the new ones are known. */
    static ReadSummary received(int elements, Set<String> organisations) {
        return new ReadSummary(elements, 0, 0, 0, new TreeSet<>(organisations));
    }

    /** How much of it was new. */
    ReadSummary withNew(int newStored, int newRejected, int newRecovered) {
        return new ReadSummary(received, newStored, newRejected, newRecovered, organisations);
    }

    /** The sum of both. */
    public ReadSummary plus(ReadSummary other) {
        SortedSet<String> both = new TreeSet<>(organisations);
        both.addAll(other.organisations);
        return new ReadSummary(
                received + other.received,
                stored + other.stored,
                rejected + other.rejected,
                recovered + other.recovered,
                both);
    }

    /** The text for a log line: {@code 3 received, 1 new, 1 rejected}. */
    public String inWords() {
        return received + " received, " + stored + " new"
                + (rejected == 0 ? "" : ", " + rejected + " rejected")
                + (recovered == 0 ? "" : ", " + recovered + " recovered");
    }
}
