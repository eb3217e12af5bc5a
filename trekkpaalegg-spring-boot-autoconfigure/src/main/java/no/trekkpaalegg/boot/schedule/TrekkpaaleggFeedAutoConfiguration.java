package no.trekkpaalegg.boot.schedule;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.boot.TrekkpaaleggClock;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.TrekkpaaleggProperties.Poller;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.event.EventPublishingReceiver;
import no.trekkpaalegg.boot.jdbc.StoreDatabase;
import no.trekkpaalegg.boot.jdbc.TrekkpaaleggJdbcAutoConfiguration;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.feed.Feed;
import no.trekkpaalegg.feed.FeedTelemetry;
import no.trekkpaalegg.feed.OrderCounts;
import no.trekkpaalegg.inbox.FeedStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The feed: from the client through the store to the host's listeners, and the schedule that drives it. */
@AutoConfiguration(after = {TrekkpaaleggClientAutoConfiguration.class, TrekkpaaleggJdbcAutoConfiguration.class})
@ConditionalOnProperty(name = "trekkpaalegg.enabled", havingValue = "true", matchIfMissing = true)
public final class TrekkpaaleggFeedAutoConfiguration {
    private static final Duration LONGEST_EMPLOYER_REFRESH = Duration.ofMinutes(1);

    @Bean
    @ConditionalOnMissingBean
    EmployerSource trekkpaaleggEmployerSource(TrekkpaaleggProperties properties) {
        return new ConfiguredEmployers(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    FeedStore trekkpaaleggFeedStore(TrekkpaaleggProperties properties, ConfigurableListableBeanFactory beans) {
        return new MemoryFallback(properties.store().type(), beans).store();
    }

    @Bean
    @ConditionalOnMissingBean
    EmployerRegistry trekkpaaleggEmployerRegistry(EmployerSource source) {
        return new EmployerRegistry(source);
    }

    @Bean
    @ConditionalOnMissingBean
    Feed trekkpaaleggFeed(
            TrekkpaaleggProperties properties,
            TrekkpaaleggClient client,
            FeedStore store,
            EmployerRegistry employers,
            ConfigurableApplicationContext context,
            ObjectProvider<ObservationRegistry> observationRegistry,
            ObjectProvider<OrderCounts> counts,
            TrekkpaaleggClock clock) {
        return new Feed(
                client,
                store,
                new EventPublishingReceiver(context),
                employers::isConfigured,
                FeedSettings.of(properties),
                new FeedTelemetry(
                        TrekkpaaleggClientAutoConfiguration.observations(observationRegistry, properties),
                        counts.getIfAvailable(() -> OrderCounts.NONE)),
                clock.clock());
    }

    @Bean
    @ConditionalOnMissingBean
    TrekkpaaleggPoller trekkpaaleggPoller(
            Feed feed,
            FeedStore store,
            EmployerRegistry employers,
            ObjectProvider<PollSchedule> schedule,
            TrekkpaaleggClock clock) {
        return new FeedPoller(
                feed, store, employers, orgNumber -> schedule.ifAvailable(s -> s.wake(orgNumber)), clock.clock());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(name = "trekkpaalegg.poller.enabled", havingValue = "true", matchIfMissing = true)
    PollSchedule trekkpaaleggPollSchedule(
            TrekkpaaleggProperties properties, Feed feed, EmployerRegistry employers, TrekkpaaleggClock clock) {
        return new InProcessSchedule(
                feed,
                employers,
                properties.poller().interval(),
                properties.poller().concurrency(),
                clock.clock());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(name = "trekkpaalegg.poller.enabled", havingValue = "true", matchIfMissing = true)
    PollLifecycle trekkpaaleggPollLifecycle(
            TrekkpaaleggProperties properties,
            PollSchedule schedule,
            EmployerRegistry employers,
            ConfigurableApplicationContext context) {
        Duration interval = properties.poller().interval();
        Duration refresh = interval.compareTo(LONGEST_EMPLOYER_REFRESH) < 0 ? interval : LONGEST_EMPLOYER_REFRESH;
        return new PollLifecycle(schedule, employers, new EventPublishingReceiver(context)::checkListeners, refresh);
    }

    /** The schedule that the nodes of a host with a database share. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(StoreDatabase.class)
    @ConditionalOnProperty(name = "trekkpaalegg.poller.enabled", havingValue = "true", matchIfMissing = true)
    static class SharedByNodes {

        @Bean
        @ConditionalOnMissingBean
        PollSchedule trekkpaaleggDbSchedulerSchedule(
                TrekkpaaleggProperties properties,
                Feed feed,
                EmployerRegistry employers,
                StoreDatabase database,
                TrekkpaaleggClock clock) {
            Poller poller = properties.poller();
            ScheduleOptions options = FeedSettings.checked(
                    "trekkpaalegg.poller.heartbeat-interval",
                    () -> new ScheduleOptions(poller.interval(), poller.concurrency(), poller.heartbeatInterval()));
            return new DbSchedulerSchedule(
                    feed, employers, database.dataSource(), database.tasksTable(), options, clock.clock());
        }
    }
}
