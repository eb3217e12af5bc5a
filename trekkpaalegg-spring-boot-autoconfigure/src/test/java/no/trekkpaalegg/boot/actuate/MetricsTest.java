package no.trekkpaalegg.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import no.trekkpaalegg.boot.RecordingListener;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.test.Fault;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Prometheus gets from a web application with Spring Boot Actuator. */
class MetricsTest {
    private static final RecordingListener LISTENER = new RecordingListener();

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static TestHost host;

    @BeforeAll
    static void start() {
        host = TestHost.at(simulator).web(TestHost.Web.class).listener(LISTENER).start();
        poll();
        String trekkid = simulator.issue(own()).trekkid();
        poll();
        simulator.change(trekkid, order -> order);
        poll();
        simulator.end(trekkid);
        simulator.addRaw(own(), simulator.lastSekvensnummer() + 1, "{\"trekkid\":\"odd\",\"trekkversjon\":1}");
        poll();
        LISTENER.doing(event -> {
            throw new IllegalStateException("no");
        });
        simulator.issue(own());
        poll();
        LISTENER.doing(event -> {});
        simulator.injectApiFault(Fault.answer(403, "application/json", "{\"kode\":\"KB-005\"}"), 1);
        poll();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void whenOrdersCome_thenTheyAreCountedByWhatBecameOfThem() {
        assertThat(host.metric("trekkpaalegg_orders_received_total")).isEqualTo(5);
        assertThat(host.metric("trekkpaalegg_orders_delivered_total{event=\"nytt\"}"))
                .isEqualTo(1);
        assertThat(host.metric("trekkpaalegg_orders_delivered_total{event=\"endret\"}"))
                .isEqualTo(1);
        assertThat(host.metric("trekkpaalegg_orders_delivered_total{event=\"avsluttet\"}"))
                .isEqualTo(1);
        assertThat(host.metric("trekkpaalegg_orders_rejected_total")).isEqualTo(1);
        assertThat(host.metric("trekkpaalegg_orders_failed_total")).isEqualTo(1);
        assertThat(host.metric("trekkpaalegg_orders_parked_total")).isZero();
        assertThat(host.metric("trekkpaalegg_orders_superseded_total")).isZero();
        assertThat(host.metric("trekkpaalegg_orders_recovered_total")).isZero();
    }

    @Test
    void whenPassesEnd_thenTheyAreTimedByOutcome() {
        String pass = "trekkpaalegg_pass_seconds_count{error=\"%s\",failure_kind=\"%s\",kind=\"poll\",outcome=\"%s\"}";

        assertThat(host.metric(pass.formatted("none", "none", "CaughtUp"))).isEqualTo(5);
        assertThat(host.metric(pass.formatted("TrekkpaaleggApiException", "access", "Refused")))
                .isEqualTo(1);
    }

    @Test
    void whenCallsAreMade_thenTheyAreTimedByWhatTheyAre() {
        // One for each of five passes, and one more where a page brought something: the end of the feed brings nothing.
        assertThat(host.metric("trekkpaalegg_api_request_seconds_count{error=\"none\",failure_kind=\"none\","
                        + "operation=\"changes\",outcome=\"success\"}"))
                .isEqualTo(9);
        assertThat(host.metric(
                        "trekkpaalegg_token_request_seconds_count{access=\"own\",error=\"none\",failure_kind=\"none\","
                                + "outcome=\"success\"}"))
                .isEqualTo(1);
        assertThat(host.metric(
                        "trekkpaalegg_delivery_seconds_count{error=\"none\",event=\"nytt\",outcome=\"delivered\"}"))
                .isEqualTo(1);
    }

    @Test
    void whenAskedForItsState_thenTheGaugesTellIt() {
        assertThat(host.metric("trekkpaalegg_employers")).isEqualTo(1);
        assertThat(host.metric("trekkpaalegg_employers_failing")).isEqualTo(1);
        assertThat(host.metric("trekkpaalegg_employers_paused")).isZero();
        assertThat(host.metric("trekkpaalegg_inbox_entries{state=\"rejected\"}"))
                .isEqualTo(1);
        assertThat(host.metric("trekkpaalegg_inbox_entries{state=\"failed\"}")).isEqualTo(1);
        assertThat(host.metric("trekkpaalegg_inbox_entries{state=\"parked\"}")).isZero();
        assertThat(host.metric("trekkpaalegg_undelivered_age_seconds")).isBetween(0.0, 600.0);
        assertThat(host.metric("trekkpaalegg_success_age_seconds")).isBetween(0.0, 600.0);
        assertThat(host.metric("trekkpaalegg_certificate_remaining_seconds{client=\"default\"}"))
                .isNaN();
    }

    @Test
    void whenTheLibraryCalls_thenResilience4jShowsItsTwoInstances() {
        for (String instance : List.of("trekkpaalegg", "maskinporten")) {
            assertThat(host.metric("resilience4j_circuitbreaker_state{name=\"" + instance + "\",state=\"closed\"}"))
                    .isEqualTo(1);
            assertThat(host.metric("resilience4j_retry_calls_total{kind=\"successful_without_retry\",name=\"" + instance
                            + "\"}"))
                    .isPositive();
        }
    }

    @Test
    void whenNothingElseIsConfigured_thenNoMetricNamesTheEmployer() {
        assertThat(host.prometheus()).doesNotContain(own());
    }

    @Test
    void whenMetricsAreKeptApartByEmployer_thenCountersAndTimersNameIt() {
        simulator.issue(own());
        try (TestHost tagged = TestHost.at(simulator)
                .web(TestHost.Web.class)
                .listener(LISTENER)
                .with("trekkpaalegg.management.metrics.employer-tag", true)
                .start()) {
            tagged.poll(own());

            String employer = "employer=\"" + own() + "\"";
            assertThat(tagged.metric("trekkpaalegg_orders_recovered_total{" + employer + "}"))
                    .isZero();
            assertThat(tagged.metric("trekkpaalegg_pass_seconds_count{" + employer
                            + ",error=\"none\",failure_kind=\"none\",kind=\"poll\",outcome=\"CaughtUp\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void whenAMetricIsNotThere_thenTheTestWouldSee() {
        assertThatThrownBy(() -> host.metric("trekkpaalegg_orders_lost_total")).isInstanceOf(AssertionError.class);
    }

    private static String own() {
        return simulator.ownOrganisation();
    }

    private static void poll() {
        host.poll(own());
    }
}
