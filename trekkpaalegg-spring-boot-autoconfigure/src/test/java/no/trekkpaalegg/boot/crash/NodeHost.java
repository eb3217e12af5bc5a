package no.trekkpaalegg.boot.crash;

import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import no.bekk.bekkopen.org.OrganisasjonsnummerValidator;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.boot.crash.PayrollHost.Withholding;
import no.trekkpaalegg.model.Employer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** One node of a vendor with many customers: polls on its schedule, and keeps a book of whom it polls. */
@JdbcHost
class NodeHost {
    static final int EMPLOYERS = 200;

    public static void main(String[] args) {
        SpringApplication.run(NodeHost.class, args);
    }

    static List<String> employers() {
        return IntStream.iterate(310000000, number -> number + 1)
                .mapToObj(String::valueOf)
                .filter(OrganisasjonsnummerValidator::isValid)
                .limit(EMPLOYERS)
                .toList();
    }

    @Bean
    EmployerSource customers() {
        return () -> employers().stream().map(Employer::systemUser).toList();
    }

    @Bean
    static PollingBook pollingBook() {
        return new PollingBook(System.getProperty("spring.datasource.url"), System.getProperty("node"));
    }

    @Bean
    Withholding withholding(DataSource dataSource) {
        return new Withholding(new JdbcTemplate(dataSource));
    }
}
