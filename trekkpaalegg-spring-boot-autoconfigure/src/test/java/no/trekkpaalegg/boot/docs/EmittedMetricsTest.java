package no.trekkpaalegg.boot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import no.trekkpaalegg.boot.RecordingListener;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.test.Fault;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a running host shows to Prometheus is what the table in docs/operations.md says: with it the dashboard and the alert rules. */
class EmittedMetricsTest {
    private static final MetricsTable TABLE = MetricsTable.parse(
            MarkdownPage.read(Path.of("..", "docs", "operations.md")).text());
    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Set<String> OURS =
            Set.of("trekkpaalegg_", "resilience4j_circuitbreaker_state", "resilience4j_retry_calls");

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static List<Sample> samples;

    record Sample(String name, Map<String, String> labels) {}

    @BeforeAll
    static void poll() {
        try (TestHost host = TestHost.at(simulator)
                .web(TestHost.Web.class)
                .listener(new RecordingListener())
                .start()) {
            TrekkpaaleggPoller poller = host.poller();
            simulator.issue(simulator.ownOrganisation());
            poller.poll(simulator.ownOrganisation());
            poller.reconcile(simulator.ownOrganisation());
            simulator.injectApiFault(Fault.truncatedBody(), 10);
            poller.poll(simulator.ownOrganisation());
            samples = samples(host.prometheus());
        }
    }

    @Test
    void whenAMetricIsInTheTable_thenTheHostShowsIt() {
        assertThat(samples.stream().map(Sample::name).collect(Collectors.toSet()))
                .containsAll(TABLE.metrics().keySet());
    }

    @Test
    void whenTheHostShowsAMetric_thenItIsInTheTableWithItsLabelsAndTheirValues() {
        assertThat(samples)
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(strangeIn(sample)).isEmpty());
    }

    @Test
    void whenALabelOrAValueIsNotInTheTable_thenItIsStrange() {
        assertThat(strangeIn(
                        new Sample("trekkpaalegg_pass_seconds_count", Map.of("kind", "poll", "outcome", "CaughtUp"))))
                .isEmpty();
        assertThat(strangeIn(new Sample("trekkpaalegg_pass_seconds_count", Map.of("kind", "sideways", "person", "x"))))
                .containsExactly("kind=sideways", "person=x");
        assertThat(strangeIn(new Sample("trekkpaalegg_lost_total", Map.of())))
                .containsExactly("trekkpaalegg_lost_total");
    }

    private static Set<String> strangeIn(Sample sample) {
        Map<String, Set<String>> known = TABLE.metrics().get(sample.name());
        if (known == null) {
            return Set.of(sample.name());
        }
        return sample.labels().entrySet().stream()
                .filter(label -> !known.containsKey(label.getKey())
                        || (!known.get(label.getKey()).isEmpty()
                                && !known.get(label.getKey()).contains(label.getValue())))
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Sample> samples(String prometheus) {
        List<Sample> found = new ArrayList<>();
        for (String line : prometheus.split("\n", -1)) {
            Matcher sample = SAMPLE.matcher(line);
            if (OURS.stream().anyMatch(line::startsWith) && sample.matches()) {
                String labels = sample.group(2) == null ? "" : sample.group(2);
                found.add(new Sample(
                        sample.group(1),
                        LABEL.matcher(labels).results().collect(Collectors.toMap(l -> l.group(1), l -> l.group(2)))));
            }
        }
        return found;
    }
}
