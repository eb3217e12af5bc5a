package no.trekkpaalegg.boot.crash;

import javax.sql.DataSource;
import no.trekkpaalegg.boot.TrekkpaaleggPoller;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.model.Trekkpaalegg;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;

/** A payroll host in a process of its own: it writes each order into its table, in the transaction of the delivery. */
@JdbcHost
class PayrollHost {
    static final String TABLE = "create table withholding (trekkid text not null, trekkversjon int not null)";

    public static void main(String[] args) {
        SpringApplication.run(PayrollHost.class, args);
    }

    @Bean
    static CrashingParts crashingParts() {
        return new CrashingParts();
    }

    @Bean
    Withholding withholding(DataSource dataSource) {
        return new Withholding(new JdbcTemplate(dataSource));
    }

    /** Polls over and over, until somebody kills the process. */
    @Bean
    ApplicationRunner polling(TrekkpaaleggPoller poller) {
        return arguments -> {
            while (true) {
                poller.poll(System.getProperty("trekkpaalegg.org-number"));
            }
        };
    }

    static final class Withholding {
        private final JdbcTemplate jdbc;

        Withholding(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @EventListener
        void on(TrekkpaaleggEvent event) {
            CrashPoints.reached(CrashPoint.IN_LISTENER);
            Trekkpaalegg order = event.trekkpaalegg();
            jdbc.update("insert into withholding values (?, ?)", order.trekkid(), order.trekkversjon());
            CrashPoints.reached(CrashPoint.AFTER_LISTENER_WRITE);
        }
    }
}
