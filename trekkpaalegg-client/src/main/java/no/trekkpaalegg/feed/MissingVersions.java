package no.trekkpaalegg.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import no.trekkpaalegg.client.ReceivedOrder;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.Trekkpaalegg;

/**
 * Fetches the versions that the feed skipped: it holds the latest one of each order only (contract section 1). An order seen for
 * the first time has skipped nothing.
 */
final class MissingVersions {
    /** Of a larger jump the first ones are fetched only, lest one odd number cause thousands of calls. */
    private static final int MAX_PER_ORDER = 50;

    private final TrekkpaaleggClient client;
    private final FeedStore store;

    MissingVersions(TrekkpaaleggClient client, FeedStore store) {
        this.client = client;
        this.store = store;
    }

    /** The page, with the versions between the latest known one and the received one of each order. */
    List<ReceivedOrder> fillIn(Employer employer, List<ReceivedOrder> page) {
        List<Trekkpaalegg> orders = page.stream()
                .filter(Valid.class::isInstance)
                .map(received -> ((Valid) received).trekkpaalegg())
                .toList();
        Map<String, Integer> latestKnown = latestKnown(employer, orders);
        List<ReceivedOrder> filled = new ArrayList<>(page);
        for (Trekkpaalegg order : orders) {
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
        return client.readVersion(employer, trekkid, version)
                .filter(received -> received instanceof Valid valid
                        && valid.trekkpaalegg().trekkid().equals(trekkid)
                        && valid.trekkpaalegg().trekkversjon() == version);
    }
}
