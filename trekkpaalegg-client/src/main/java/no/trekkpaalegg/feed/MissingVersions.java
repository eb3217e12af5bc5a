package no.trekkpaalegg.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.trekkpaalegg.client.OrderReader;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Trekkpaalegg;

/**
 * Fetches the versions that the API left out, because it shows only the latest version of each order (contract section 1). An order
 * that is seen for the first time has no missing versions.
 */
final class MissingVersions {
    /** In a larger gap only the first versions are fetched, so that one wrong number does not cause thousands of calls. */
    private static final int MAX_PER_ORDER = 50;

    private final OrderReader orders;
    private final FeedStore store;

    MissingVersions(OrderReader orders, FeedStore store) {
        this.orders = orders;
        this.store = store;
    }

    /** The page and, for each order, the versions between the latest known one and the received one. */
    List<ReceivedOrder> fillIn(Employer employer, List<ReceivedOrder> page) {
        List<Trekkpaalegg> latest = page.stream()
                .flatMap(received -> received.trekkpaalegg().stream())
                .toList();
        Map<String, Integer> latestKnown = latestKnown(employer, latest);
        List<ReceivedOrder> filled = new ArrayList<>(page);
        for (Trekkpaalegg order : latest) {
            int known = latestKnown.getOrDefault(order.trekkid(), order.trekkversjon());
            int skipped = Math.min(order.trekkversjon() - known - 1, MAX_PER_ORDER);
            for (int nth = 1; nth <= skipped; nth++) {
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
        return orders.readVersion(employer, trekkid, version)
                .filter(received -> received.trekkpaalegg()
                        .filter(order -> order.trekkid().equals(trekkid) && order.trekkversjon() == version)
                        .isPresent());
    }
}
