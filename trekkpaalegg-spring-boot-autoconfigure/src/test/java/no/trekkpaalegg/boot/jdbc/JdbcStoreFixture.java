package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.TrekkpaaleggConfigurationException;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import no.trekkpaalegg.inbox.FeedState;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Hosts with and without a database. */
abstract class JdbcStoreFixture {
    @FreshSimulator
    static TrekkpaaleggSimulator simulator;

    static final String[] TABLES = {
        "trekkpaalegg_feed", "trekkpaalegg_inbox", "trekkpaalegg_schema", "trekkpaalegg_tasks"
    };

    final ApplicationContextRunner withoutDatabase = TestHost.runner(
            simulator,
            TrekkpaaleggClientAutoConfiguration.class,
            TrekkpaaleggFeedAutoConfiguration.class,
            TrekkpaaleggJdbcAutoConfiguration.class);

    final ApplicationContextRunner withTransactions = withoutDatabase.withConfiguration(AutoConfigurations.of(
            DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class));

    final ApplicationContextRunner withDatabase = withTransactions.withConfiguration(
            AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class));

    static void assertConfigurationFailure(AssertableApplicationContext context, String key, String cure) {
        assertThat(context).hasFailed();
        assertThat(context.getStartupFailure())
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isInstanceOf(TrekkpaaleggConfigurationException.class),
                        failure -> assertThat(failure).hasStackTraceContaining("TrekkpaaleggConfigurationException"));
        Throwable cause = context.getStartupFailure();
        while (!(cause instanceof TrekkpaaleggConfigurationException failure)) {
            cause = cause.getCause();
        }
        assertThat(failure.key()).isEqualTo(key);
        assertThat(failure.cure()).contains(cure);
    }

    static void assertThatStoreWorks(FeedStore store) {
        String employer = "999888777";
        store.inTransaction(employer, () -> {
            store.save(FeedState.initial(employer).withCursor(7));
            return true;
        });
        assertThat(store.state(employer).cursor()).isEqualTo(7);
    }

    static List<String> tables(DataSource dataSource) {
        return new JdbcTemplate(dataSource)
                .queryForList(
                        "select lower(table_name) from information_schema.tables"
                                + " where lower(table_name) like 'trekk%' order by 1",
                        String.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class OneDataSource {
        @Bean
        DataSource first() {
            return TestH2.freshDatabase();
        }
    }
}
