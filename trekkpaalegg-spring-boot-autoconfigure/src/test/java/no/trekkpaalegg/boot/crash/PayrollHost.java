package no.trekkpaalegg.boot.crash;

import com.zaxxer.hikari.HikariDataSource;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/** A payroll host in a process of its own. It writes each order into its ledger, and stops at a crash point. */
class PayrollHost extends TestHost.Plain {

    public static void main(String[] args) {
        SpringApplication.run(PayrollHost.class, args);
    }

    @Bean
    HikariDataSource database() {
        return TestPostgres.pool(System.getProperty("database"));
    }

    @Bean
    static CrashingParts crashingParts() {
        return new CrashingParts();
    }

    @Bean
    CrashingListener listener(HikariDataSource database) {
        return new CrashingListener(new Ledger(database));
    }

    /** Polls over and over, until the process is killed. */
    @Bean
    ApplicationRunner polling(TrekkpaaleggPoller poller) {
        return arguments -> {
            while (true) {
                poller.poll(System.getProperty("trekkpaalegg.org-number"));
            }
        };
    }

    record CrashingListener(Ledger ledger) {
        @EventListener
        void on(TrekkpaaleggEvent event) {
            CrashPoints.reached(CrashPoint.IN_LISTENER);
            ledger.on(event);
            CrashPoints.reached(CrashPoint.AFTER_LISTENER_WRITE);
        }
    }
}
