package no.trekkpaalegg.boot.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.feed.FeedOptions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

/** What becomes of the properties of the feed. That each wrong value is blamed on its own key is shown by FailureAnalysisTest. */
class FeedSettingsTest {
    private static final TrekkpaaleggProperties HALF_A_SECOND = bind(Map.of("trekkpaalegg.poller.interval", "500ms"));

    @Test
    void whenNothingIsConfigured_thenTheDefaultsAreThoseOfTheCore() {
        FeedSettings settings = settings(Map.of());

        assertThat(settings.feed()).isEqualTo(FeedOptions.defaults());
        assertThat(settings.schedule().interval())
                .isEqualTo(FeedOptions.defaults().poll().interval());
        assertThat(settings.schedule().concurrency()).isEqualTo(4);
        assertThat(settings.schedule().heartbeatInterval()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void whenAValueIsConfigured_thenTheCoreGetsIt() {
        FeedOptions options = settings(Map.of(
                        "trekkpaalegg.poller.interval", "7m",
                        "trekkpaalegg.poller.page-size", "77",
                        "trekkpaalegg.poller.reread-window", "77m",
                        "trekkpaalegg.poller.reconcile-interval", "7h",
                        "trekkpaalegg.poller.fetch-missing-versions", "true",
                        "trekkpaalegg.delivery.max-attempts", "7",
                        "trekkpaalegg.delivery.initial-backoff", "7s",
                        "trekkpaalegg.delivery.max-backoff", "70s",
                        "trekkpaalegg.delivery.unknown-organisations", "reject"))
                .feed();

        assertThat(options.poll().interval()).isEqualTo(Duration.ofMinutes(7));
        assertThat(options.poll().reconcileInterval()).isEqualTo(Duration.ofHours(7));
        assertThat(options.read().pageSize()).isEqualTo(77);
        assertThat(options.read().rereadWindow()).isEqualTo(Duration.ofMinutes(77));
        assertThat(options.read().fetchMissingVersions()).isTrue();
        assertThat(options.read().unknownOrganisations().name()).isEqualTo("REJECT");
        assertThat(options.delivery().maxAttempts()).isEqualTo(7);
        assertThat(options.delivery().backoff().initial()).isEqualTo(Duration.ofSeconds(7));
        assertThat(options.delivery().backoff().max()).isEqualTo(Duration.ofSeconds(70));
    }

    @Test
    void whenAnIntervalIsShorterThanASecond_thenItIsRefused() {
        assertThatExceptionOfType(TrekkpaaleggConfigurationException.class)
                .isThrownBy(() -> FeedSettings.of(HALF_A_SECOND, new MockEnvironment()))
                .withMessage("500ms is shorter than the least of 1s");
    }

    @Test
    void whenATestAllowsShorterIntervals_thenItIsTaken() {
        MockEnvironment test = new MockEnvironment().withProperty("trekkpaalegg.poller.min-interval", "1ms");

        assertThat(FeedSettings.of(HALF_A_SECOND, test).schedule().interval()).isEqualTo(Duration.ofMillis(500));
    }

    private static FeedSettings settings(Map<String, String> values) {
        return FeedSettings.of(bind(values), new MockEnvironment());
    }

    private static TrekkpaaleggProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("trekkpaalegg", TrekkpaaleggProperties.class);
    }
}
