package no.trekkpaalegg.boot.schedule;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.boot.TrekkpaaleggClock;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.TrekkpaaleggProperties;
import no.trekkpaalegg.boot.client.MaskinportenClients;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.event.EventPublishingReceiver;
import no.trekkpaalegg.boot.jdbc.StoreDatabase;
import no.trekkpaalegg.boot.jdbc.TrekkpaaleggJdbcAutoConfiguration;
import no.trekkpaalegg.client.OrderReader;
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
import org.springframework.core.env.Environment;

/** The feed, from the client through the store to the host's listeners, and the schedule that runs it. */
@AutoConfiguration(after = {TrekkpaaleggClientAutoConfiguration.class, TrekkpaaleggJdbcAutoConfiguration.class})
@ConditionalOnProperty(name = "trekkpaalegg.enabled", havingValue = "true", matchIfMissing = true)
public final class TrekkpaaleggFeedAutoConfiguration {
    private static final Duration LONGEST_EMPLOYER_REFRESH = Duration.ofMinutes(1);

    @Bean
    @ConditionalOnMissingBean
    EmployerSource trekkpaaleggEmployerSource(TrekkpaaleggProperties properties, MaskinportenClients clients) {
        return new ConfiguredEmployers(properties, clients.names());
    }

    @Bean
    FeedSettings trekkpaaleggFeedSettings(TrekkpaaleggProperties properties, Environment environment) {
        return FeedSettings.of(properties, environment);
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
            OrderReader orders,
            FeedStore store,
            EmployerRegistry employers,
            ConfigurableApplicationContext context,
            ObjectProvider<ObservationRegistry> observationRegistry,
            ObjectProvider<OrderCounts> counts,
            FeedSettings settings,
            TrekkpaaleggClock clock) {
        return new Feed(
                orders,
                store,
                new EventPublishingReceiver(context),
                employers::isConfigured,
                settings.feed(),
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
            FeedSettings settings, Feed feed, EmployerRegistry employers, TrekkpaaleggClock clock) {
        ScheduleOptions options = settings.schedule();
        return new InProcessSchedule(feed, employers, options.interval(), options.concurrency(), clock.clock());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(name = "trekkpaalegg.poller.enabled", havingValue = "true", matchIfMissing = true)
    PollLifecycle trekkpaaleggPollLifecycle(
            FeedSettings settings,
            PollSchedule schedule,
            EmployerRegistry employers,
            ConfigurableApplicationContext context) {
        Duration interval = settings.schedule().interval();
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
                FeedSettings settings,
                Feed feed,
                EmployerRegistry employers,
                StoreDatabase database,
                TrekkpaaleggClock clock) {
            return new DbSchedulerSchedule(
                    feed, employers, database.dataSource(), database.tasksTable(), settings.schedule(), clock.clock());
        }
    }
}
