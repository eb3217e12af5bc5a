package no.trekkpaalegg.boot;

import java.util.List;

/** What the analysis says of a number that is out of range or lacks its unit. */
class MistakenNumberTest extends MistakenConfiguration {
    static List<Case> cases() {
        return List.of(
                outOfRange("trekkpaalegg.poller.page-size", "0", "1"),
                outOfRange("trekkpaalegg.poller.reread-window", "-1h", "0"),
                outOfRange("trekkpaalegg.poller.max-pages-per-run", "0", "1"),
                outOfRange("trekkpaalegg.poller.max-orders-per-run", "0", "1"),
                outOfRange("trekkpaalegg.poller.max-time-per-run", "0s", "1s"),
                outOfRange("trekkpaalegg.poller.concurrency", "0", "1"),
                outOfRange("trekkpaalegg.poller.interval", "0s", "1s"),
                outOfRange("trekkpaalegg.poller.reconcile-interval", "-1h", "0"),
                outOfRange("trekkpaalegg.poller.heartbeat-interval", "999ms", "1s"),
                outOfRange("trekkpaalegg.store.retention", "-1d", "0"),
                withoutUnit("trekkpaalegg.poller.interval", "30", "30s"),
                withoutUnit("trekkpaalegg.poller.reconcile-interval", "24", "24h"),
                withoutUnit("trekkpaalegg.poller.heartbeat-interval", "15", "15s"),
                withoutUnit("trekkpaalegg.poller.reread-window", "2", "2h"),
                withoutUnit("trekkpaalegg.poller.max-time-per-run", "10", "10s"),
                withoutUnit("trekkpaalegg.http.connect-timeout", "5", "5s"),
                withoutUnit("trekkpaalegg.http.read-timeout", "30", "30s"),
                outOfRange("trekkpaalegg.delivery.max-attempts", "0", "1"),
                outOfRange("trekkpaalegg.delivery.initial-backoff", "0s", "1ms"),
                outOfRange("trekkpaalegg.delivery.max-backoff", "30s", "60s"),
                outOfRange("trekkpaalegg.http.connect-timeout", "0s", "1s"),
                outOfRange("trekkpaalegg.http.read-timeout", "0s", "1s"),
                outOfRange("trekkpaalegg.http.read-timeout", "-1s", "1s"),
                outOfRange("trekkpaalegg.http.max-element-size", "256", "256KB"),
                outOfRange("trekkpaalegg.http.max-element-size", "3GB", "2MB"));
    }

    private static Case withoutUnit(String key, String wrong, String right) {
        return new Case(key + "=" + wrong)
                .wrong(set -> set.put(key, wrong))
                .right(set -> set.put(key, right))
                .says(key, wrong + "ms is shorter than the least", "Correct " + key, "Write the unit: 30s");
    }

    private static Case outOfRange(String key, String wrong, String right) {
        return new Case(key + "=" + wrong)
                .wrong(set -> set.put(key, wrong))
                .right(set -> set.put(key, right))
                .says(key, "Correct " + key);
    }
}
