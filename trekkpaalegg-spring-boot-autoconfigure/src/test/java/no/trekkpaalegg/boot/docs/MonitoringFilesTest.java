package no.trekkpaalegg.boot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The dashboard and the alert rules ask for metrics that docs/operations.md has, and send people to headings that are there. */
class MonitoringFilesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path OPERATIONS = ROOT.resolve("docs/operations");
    private static final MetricsTable METRICS = MetricsTable.parse(
            MarkdownPage.read(ROOT.resolve("docs/operations.md")).text());
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");

    /**
     * An expression, and the texts beside it that name its labels.
     *
     * @param where title of the panel, or name of the alert
     */
    record Query(String where, String expression, List<String> texts) {
        @Override
        public String toString() {
            return where;
        }
    }

    record Alert(String name, String expression, Map<String, String> labels, Map<String, String> annotations) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void whenTheTableIsRead_thenEveryKindOfMetricIsThere() {
        assertThat(METRICS.metrics())
                .containsKeys(
                        "trekkpaalegg_pass_seconds_count",
                        "trekkpaalegg_pass_active_seconds_max",
                        "trekkpaalegg_orders_received_total",
                        "trekkpaalegg_inbox_entries",
                        "trekkpaalegg_undelivered_age_seconds");
        assertThat(METRICS.metrics().get("trekkpaalegg_pass_seconds_count").get("failure_kind"))
                .contains("configuration", "none");
    }

    static Stream<Query> queries() throws IOException {
        Stream<Query> ofAlerts = alerts().map(alert -> new Query(
                alert.name(),
                alert.expression(),
                List.copyOf(alert.annotations().values())));
        return Stream.concat(ofAlerts, dashboardQueries());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void whenAMetricIsAskedFor_thenTheTableHasItWithItsLabels(Query query) {
        PromQl expression = PromQl.parse(query.expression());

        assertThat(expression.selections()).isNotEmpty();
        assertThat(expression.unknownIn(METRICS)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void whenATextNamesALabel_thenTheResultHasIt(Query query) {
        Set<String> labels = PromQl.parse(query.expression()).labels();

        assertThat(query.texts()).allSatisfy(text -> {
            Matcher placeholder = PLACEHOLDER.matcher(text);
            while (placeholder.find()) {
                assertThat(labels).contains(placeholder.group(1));
            }
        });
    }

    @Test
    void whenAnExpressionOnlySelectsByALabel_thenTheResultLacksIt() {
        assertThat(PromQl.parse("max by (job) (trekkpaalegg_employers{instance=\"a\"})")
                        .labels())
                .containsExactly("job");
    }

    static Stream<Alert> alerts() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(Files.readString(OPERATIONS.resolve("prometheus-alerts.yml")));
        return file.get("groups").get(0).get("rules").stream().map(MonitoringFilesTest::alert);
    }

    @SuppressWarnings("unchecked")
    private static Alert alert(Map<String, Object> rule) {
        return new Alert(
                (String) rule.get("alert"), (String) rule.get("expr"), (Map<String, String>) rule.get("labels"), (Map<
                                String, String>)
                        rule.get("annotations"));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void whenAnAlertFires_thenItSaysWhatAndHowBadAndWhereToReadOn(Alert alert) {
        assertThat(alert.labels().get("severity")).isIn("critical", "warning");
        assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook");

        String[] runbook = alert.annotations().get("runbook").split("#", -1);
        assertThat(runbook).hasSize(2);
        assertThat(runbook[0]).isEqualTo("docs/runbook.md");
        assertThat(MarkdownPage.read(ROOT.resolve(runbook[0])).anchors()).contains(runbook[1]);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void whenThereIsAnAlert_thenTheTestsOfTheRulesMakeItFire(Alert alert) throws IOException {
        assertThat(Files.readString(OPERATIONS.resolve("prometheus-alerts-test.yml")))
                .contains("ALERTS{alertname=\"" + alert.name() + "\", alertstate=\"firing\"");
    }

    @Test
    void whenTheDashboardIsImported_thenTheDataSourceIsChosenThere() throws IOException {
        JsonNode dashboard = dashboard();

        assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(dashboard.findValues("datasource").stream().filter(JsonNode::isObject))
                .isNotEmpty()
                .allMatch(source -> source.get("uid").asText().equals("${datasource}"));
        assertThat(dashboard.get("panels").findValuesAsText("id")).doesNotHaveDuplicates();
    }

    /** The negative twins: what the checks above would find. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "sum(rate(trekkpaalegg_passes_seconds_count[5m])); trekkpaalegg_passes_seconds_count",
                "trekkpaalegg_employers_total > 0; trekkpaalegg_employers_total",
                "trekkpaalegg_employers{state=\"x\"}; trekkpaalegg_employers{state}",
                "trekkpaalegg_inbox_entries{state=~\"parked|gone\"}; trekkpaalegg_inbox_entries{state=gone}",
                "sum by (nothing) (trekkpaalegg_employers); by (nothing)",
                "absent(up) and on (job) trekkpaalegg_employers offset 1d; up"
            })
    void whenTheTableLacksWhatIsAskedFor_thenThatIsFound(String expression, String unknown) {
        assertThat(PromQl.parse(expression).unknownIn(METRICS)).containsExactly(unknown);
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper()
                .readTree(OPERATIONS.resolve("grafana-dashboard.json").toFile());
    }

    private static Stream<Query> dashboardQueries() throws IOException {
        JsonNode dashboard = dashboard();
        Stream<Query> panels = StreamSupport.stream(dashboard.get("panels").spliterator(), false)
                .flatMap(panel -> StreamSupport.stream(panel.path("targets").spliterator(), false)
                        .map(target -> new Query(
                                panel.get("title").asText(),
                                target.get("expr").asText(),
                                List.of(target.get("legendFormat").asText()))));
        Stream<Query> variables = StreamSupport.stream(
                        dashboard.at("/templating/list").spliterator(), false)
                .filter(variable -> variable.get("type").asText().equals("query"))
                .map(variable -> new Query(
                        "variable " + variable.get("name").asText(),
                        variable.get("definition")
                                .asText()
                                .replaceAll("label_values\\((.*), (\\w+)\\)", "max by ($2) ($1)"),
                        List.of()));
        return Stream.concat(panels, variables);
    }
}
