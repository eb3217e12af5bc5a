package no.trekkpaalegg.boot.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.jdbc.TrekkpaaleggJdbcAutoConfiguration;
import no.trekkpaalegg.client.TrekkpaaleggClient;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A payroll system in a context of its own: one node. Its listener writes each event into the table {@code ledger}. */
final class TestHost implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private TestHost(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Builder on(DataSource dataSource) {
        return new Builder(dataSource);
    }

    static void createLedger(DataSource dataSource) {
        new JdbcTemplate(dataSource)
                .execute("create table ledger (event varchar(40), employer varchar(9), trekkid varchar(100),"
                        + " trekkversjon integer)");
    }

    TrekkpaaleggPoller poller() {
        return context.getBean(TrekkpaaleggPoller.class);
    }

    @Override
    public void close() {
        context.close();
    }

    static final class Builder {
        private final DataSource dataSource;
        private final List<String> properties = new ArrayList<>(List.of(
                "trekkpaalegg.poller.interval=1s",
                "trekkpaalegg.poller.heartbeat-interval=1s",
                "trekkpaalegg.delivery.initial-backoff=100ms"));
        private Consumer<TrekkpaaleggEvent> hook = event -> {};
        private UnaryOperator<TrekkpaaleggClient> client = UnaryOperator.identity();
        private EmployerSource employers;

        private Builder(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        Builder with(Map<String, String> more) {
            more.forEach((key, value) -> properties.add(key + "=" + value));
            return this;
        }

        Builder with(String key, String value) {
            properties.add(key + "=" + value);
            return this;
        }

        /** What the listener does after it has written. */
        Builder afterWriting(Consumer<TrekkpaaleggEvent> action) {
            this.hook = action;
            return this;
        }

        /** Puts something between the feed and the client. */
        Builder client(UnaryOperator<TrekkpaaleggClient> wrapper) {
            this.client = wrapper;
            return this;
        }

        Builder employers(EmployerSource source) {
            this.employers = source;
            return this;
        }

        TestHost start() {
            return new TestHost(new SpringApplicationBuilder(Payroll.class)
                    .web(WebApplicationType.NONE)
                    .logStartupInfo(false)
                    .registerShutdownHook(false)
                    .properties(properties.toArray(String[]::new))
                    .initializers(context -> register((GenericApplicationContext) context))
                    .run());
        }

        private void register(GenericApplicationContext context) {
            context.registerBean(DataSource.class, () -> dataSource, definition -> definition.setDestroyMethodName(""));
            context.registerBean(Hook.class, () -> hook::accept);
            context.registerBean(BeanPostProcessor.class, () -> new ClientWrapper(client));
            if (employers != null) {
                context.registerBean(EmployerSource.class, () -> employers);
            }
        }
    }

    private record ClientWrapper(UnaryOperator<TrekkpaaleggClient> wrapper) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof TrekkpaaleggClient client ? wrapper.apply(client) : bean;
        }
    }

    private interface Hook {
        void after(TrekkpaaleggEvent event);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        TrekkpaaleggClientAutoConfiguration.class,
        TrekkpaaleggJdbcAutoConfiguration.class,
        TrekkpaaleggFeedAutoConfiguration.class
    })
    static class Payroll {
        @Bean
        Ledger ledger(JdbcTemplate jdbc, Hook hook) {
            return new Ledger(jdbc, hook);
        }
    }

    static final class Ledger {
        private final JdbcTemplate jdbc;
        private final Hook hook;

        private Ledger(JdbcTemplate jdbc, Hook hook) {
            this.jdbc = jdbc;
            this.hook = hook;
        }

        @EventListener
        void on(TrekkpaaleggEvent event) {
            jdbc.update(
                    "insert into ledger values (?, ?, ?, ?)",
                    event.getClass().getSimpleName(),
                    event.employer(),
                    event.trekkpaalegg().trekkid(),
                    event.trekkpaalegg().trekkversjon());
            hook.after(event);
        }
    }
}
