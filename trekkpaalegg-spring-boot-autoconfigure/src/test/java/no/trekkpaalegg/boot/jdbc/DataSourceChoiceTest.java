package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggDataSource;
import no.trekkpaalegg.boot.TrekkpaaleggTransactionManager;
import no.trekkpaalegg.inbox.FeedStore;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Which data source and transaction manager the store uses. */
class DataSourceChoiceTest extends JdbcStoreFixture {
    @Test
    void whenItIsNotClearWhichDataSourceToUse_thenAMessageSaysSo() {
        withTransactions
                .withUserConfiguration(TwoDataSources.class)
                .run(context ->
                        assertConfigurationFailure(context, "trekkpaalegg.store.type", "@TrekkpaaleggDataSource"));
    }

    @Test
    void whenOneDataSourceIsPrimary_thenItIsUsed() {
        withTransactions
                .withUserConfiguration(PrimaryDataSource.class)
                .run(context -> assertThatOnlyTheFirstIsUsed(context));
    }

    @Test
    void whenOneDataSourceIsMarked_thenItIsUsedEvenIfAnotherIsPrimary() {
        withTransactions
                .withUserConfiguration(MarkedDataSource.class)
                .run(context -> assertThatOnlyTheFirstIsUsed(context));
    }

    @Test
    void whenAMarkedDataSourceHasNoOtherUse_thenItIsUsedBesideTheHostsOwn() {
        withDatabase.withUserConfiguration(MarkedForNobodyElse.class).run(context -> {
            assertThat(tables(context.getBean("first", DataSource.class))).containsExactly(TABLES);
            assertThat(tables(context.getBean(DataSource.class))).isEmpty();
        });
    }

    @Test
    void whenThereIsNoTransactionManager_thenAMessageSaysSo() {
        withoutDatabase
                .withUserConfiguration(OneDataSource.class)
                .run(context -> assertConfigurationFailure(
                        context, "trekkpaalegg.store.type", "@TrekkpaaleggTransactionManager"));
    }

    @Test
    void whenTheTransactionManagerIsOfAnotherDataSource_thenAMessageSaysSo() {
        withoutDatabase
                .withUserConfiguration(TransactionManagerOfAnother.class)
                .run(context -> assertConfigurationFailure(
                        context, "trekkpaalegg.store.type", "@TrekkpaaleggTransactionManager"));
    }

    @Test
    void whenTheHostHasJpa_thenItsTransactionManagerIsUsed() {
        withDatabase
                .withConfiguration(AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
                .run(context -> {
                    assertThat(context)
                            .getBean(PlatformTransactionManager.class)
                            .isInstanceOf(JpaTransactionManager.class);
                    assertThatStoreWorks(context.getBean(FeedStore.class));
                });
    }

    private static void assertThatOnlyTheFirstIsUsed(AssertableApplicationContext context) {
        assertThat(tables(context.getBean("first", DataSource.class))).containsExactly(TABLES);
        assertThat(tables(context.getBean("second", DataSource.class))).isEmpty();
        assertThatStoreWorks(context.getBean(FeedStore.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSources {
        @Bean
        DataSource first() {
            return TestH2.freshDatabase();
        }

        @Bean
        DataSource second() {
            return TestH2.freshDatabase();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimaryDataSource {
        @Bean
        @Primary
        DataSource first() {
            return TestH2.freshDatabase();
        }

        @Bean
        DataSource second() {
            return TestH2.freshDatabase();
        }
    }

    @Configuration
    static class MarkedDataSource {
        @Bean
        @TrekkpaaleggDataSource
        DataSource first() {
            return TestH2.freshDatabase();
        }

        @Bean
        @Primary
        DataSource second() {
            return TestH2.freshDatabase();
        }

        @Bean
        @TrekkpaaleggTransactionManager
        PlatformTransactionManager firstTransactions() {
            return new JdbcTransactionManager(first());
        }

        @Bean
        @Primary
        PlatformTransactionManager secondTransactions() {
            return new JdbcTransactionManager(second());
        }
    }

    @Configuration
    static class MarkedForNobodyElse {
        @Bean(defaultCandidate = false)
        @TrekkpaaleggDataSource
        DataSource first() {
            return TestH2.freshDatabase();
        }

        @Bean(defaultCandidate = false)
        @TrekkpaaleggTransactionManager
        PlatformTransactionManager firstTransactions() {
            return new JdbcTransactionManager(first());
        }
    }

    @Configuration
    static class TransactionManagerOfAnother {
        @Bean
        @TrekkpaaleggDataSource
        DataSource first() {
            return TestH2.freshDatabase();
        }

        @Bean
        DataSource second() {
            return TestH2.freshDatabase();
        }

        @Bean
        PlatformTransactionManager secondTransactions() {
            return new JdbcTransactionManager(second());
        }
    }
}
