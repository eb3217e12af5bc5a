package no.trekkpaalegg.boot.crash;

import com.zaxxer.hikari.HikariDataSource;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.TestEmployers;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.model.Employer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;

/** One node of a vendor with many customers: it polls on its schedule and keeps a book of the employers it polls. */
class NodeHost extends TestHost.Plain {

    public static void main(String[] args) {
        SpringApplication.run(NodeHost.class, args);
    }

    @Bean
    HikariDataSource database() {
        return TestPostgres.pool(System.getProperty("database"));
    }

    @Bean
    EmployerSource customers() {
        return () -> TestEmployers.numbers(Integer.getInteger("employers")).stream()
                .map(Employer::systemUser)
                .toList();
    }

    @Bean
    static PollingBook pollingBook() {
        return new PollingBook(System.getProperty("database"), System.getProperty("node"));
    }

    @Bean
    Ledger ledger(HikariDataSource database) {
        return new Ledger(database);
    }
}
