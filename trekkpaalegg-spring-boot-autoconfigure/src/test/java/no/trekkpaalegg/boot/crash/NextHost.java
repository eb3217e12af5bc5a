package no.trekkpaalegg.boot.crash;

import javax.sql.DataSource;
import no.trekkpaalegg.boot.crash.PayrollHost.Withholding;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** The host that takes over: the same payroll without anything that stops it. */
@JdbcHost
class NextHost {

    @Bean
    Withholding withholding(DataSource dataSource) {
        return new Withholding(new JdbcTemplate(dataSource));
    }
}
