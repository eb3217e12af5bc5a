package no.trekkpaalegg.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Redaction;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.model.TrekkpaaleggException;

/**
 * Fetches the versions that the API left out, because it shows only the latest version of each order (contract section 1). An order
 * that is seen for the first time has no missing versions.
 */
final class MissingVersions {
    /** How many calls one pass may make. */
    static final int MAX_PER_PASS = 200;

    /** In how many passes a version is asked for before it is recorded as rejected, so that it does not block its page for ever. */
    static final int MAX_PASSES = 5;

    private static final int MOST_REMEMBERED = 10_000;

    /** In a larger gap only the first versions are fetched, so that one wrong number does not cause thousands of calls. */
    private static final int MAX_PER_ORDER = 50;

    private final OrderReader orders;
    private final FeedStore store;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    MissingVersions(OrderReader orders, FeedStore store) {
        this.orders = orders;
        this.store = store;
    }

    /** The page and, for each order, the versions between the latest known one and the received one. */
    List<ReceivedOrder> fillIn(Employer employer, List<ReceivedOrder> page, AtomicInteger callsLeft) {
        List<Trekkpaalegg> latest = page.stream()
                .flatMap(received -> received.trekkpaalegg().stream())
                .filter(order -> !OrderReader.changesThePath(order.trekkid()))
                .toList();
        Map<String, Integer> latestKnown = latestKnown(employer, latest);
        List<ReceivedOrder> filled = new ArrayList<>(page);
        for (Trekkpaalegg order : latest) {
            int known = latestKnown.getOrDefault(order.trekkid(), order.trekkversjon());
            int skipped = Math.min(order.trekkversjon() - known - 1, MAX_PER_ORDER);
            for (int nth = 1; nth <= skipped && callsLeft.getAndDecrement() > 0; nth++) {
                fetch(employer, order.trekkid(), known + nth).ifPresent(filled::add);
            }
        }
        return filled;
    }

    private Map<String, Integer> latestKnown(Employer employer, List<Trekkpaalegg> orders) {
        List<String> trekkids =
                orders.stream().map(Trekkpaalegg::trekkid).distinct().toList();
        return store.findVersions(employer.orgNumber(), trekkids).stream()
                .collect(Collectors.toMap(
                        entry -> entry.key().trekkid(), entry -> entry.key().trekkversjon(), Math::max));
    }

    private Optional<ReceivedOrder> fetch(Employer employer, String trekkid, int version) {
        String missing = employer.orgNumber() + "/" + trekkid + "/" + version;
        try {
            Optional<ReceivedOrder> fetched = orders.readVersion(employer, trekkid, version)
                    .filter(received -> received.trekkpaalegg()
                            .filter(order -> order.trekkid().equals(trekkid) && order.trekkversjon() == version)
                            .isPresent());
            failures.remove(missing);
            return fetched;
        } catch (TrekkpaaleggException e) {
            if (failures.size() > MOST_REMEMBERED) {
                failures.clear();
            }
            if (failures.merge(missing, 1, Integer::sum) < MAX_PASSES) {
                throw e;
            }
            failures.remove(missing);
            String problem = "the version was skipped and could not be fetched in " + MAX_PASSES + " passes: "
                    + Redaction.redact(e.getMessage());
            return Optional.of(new Malformed("", problem, trekkid, version, null));
        }
    }
}
