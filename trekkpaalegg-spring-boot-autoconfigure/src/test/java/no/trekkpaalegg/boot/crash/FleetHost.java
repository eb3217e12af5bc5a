package no.trekkpaalegg.boot.crash;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import no.trekkpaalegg.boot.EmployerSource;
import no.trekkpaalegg.boot.Ledger;
import no.trekkpaalegg.boot.TestEmployers;
import no.trekkpaalegg.boot.TestHost;
import no.trekkpaalegg.boot.TrekkpaaleggClock;
import no.trekkpaalegg.boot.jdbc.TestPostgres;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.model.Employer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/**
 * One node of {@link Fleet}. What its clock shows and what its listener does about an employer is told on its standard input:
 * {@code clock PT1H}, {@code hang 313367002}, {@code throw 313367002}, {@code well 313367002}.
 */
class FleetHost extends TestHost.Plain {
    private static final Set<String> HANGING = ConcurrentHashMap.newKeySet();
    private static final Set<String> THROWING = ConcurrentHashMap.newKeySet();
    private static volatile Duration ahead = Duration.ZERO;

    public static void main(String[] args) {
        Thread orders = new Thread(FleetHost::followOrders, "orders-of-the-test");
        orders.setDaemon(true);
        orders.start();
        SpringApplication.run(FleetHost.class, args);
    }

    private static void followOrders() {
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                follow(line.split(" ", 2));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void follow(String[] order) {
        switch (order[0]) {
            case "clock" -> ahead = Duration.parse(order[1]);
            case "hang" -> HANGING.add(order[1]);
            case "throw" -> THROWING.add(order[1]);
            case "well" -> {
                THROWING.remove(order[1]);
                synchronized (HANGING) {
                    HANGING.remove(order[1]);
                    HANGING.notifyAll();
                }
            }
            default -> throw new IllegalArgumentException(order[0]);
        }
    }

    @Bean
    HikariDataSource database() {
        HikariDataSource pool = TestPostgres.pool(System.getProperty("database"));
        pool.setConnectionTimeout(Duration.ofSeconds(3).toMillis());
        return pool;
    }

    @Bean
    EmployerSource customers() {
        return () -> TestEmployers.numbers(Fleet.EMPLOYERS).stream()
                .map(Employer::systemUser)
                .toList();
    }

    @Bean
    TrekkpaaleggClock clock() {
        return new TrekkpaaleggClock(new MovedClock());
    }

    @Bean
    Payroll payroll(HikariDataSource database) {
        return new Payroll(new Ledger(database));
    }

    record Payroll(Ledger ledger) {
        @EventListener
        void on(TrekkpaaleggEvent event) throws InterruptedException {
            if (THROWING.contains(event.employer())) {
                throw new IllegalStateException("payroll is closed");
            }
            ledger.on(event);
            synchronized (HANGING) {
                while (HANGING.contains(event.employer())) {
                    HANGING.wait();
                }
            }
        }
    }

    private static final class MovedClock extends Clock {
        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
