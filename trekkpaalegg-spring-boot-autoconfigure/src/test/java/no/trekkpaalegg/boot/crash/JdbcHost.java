package no.trekkpaalegg.boot.crash;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import no.trekkpaalegg.boot.client.TrekkpaaleggClientAutoConfiguration;
import no.trekkpaalegg.boot.jdbc.TrekkpaaleggJdbcAutoConfiguration;
import no.trekkpaalegg.boot.schedule.TrekkpaaleggFeedAutoConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;

/** What a host with a plain DataSource has; nothing else of what is on the class path of the tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootConfiguration
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    SslAutoConfiguration.class,
    TrekkpaaleggClientAutoConfiguration.class,
    TrekkpaaleggJdbcAutoConfiguration.class,
    TrekkpaaleggFeedAutoConfiguration.class
})
@interface JdbcHost {}
