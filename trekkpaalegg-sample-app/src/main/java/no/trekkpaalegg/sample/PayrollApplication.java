package no.trekkpaalegg.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A small payroll application. */
@SpringBootApplication
public class PayrollApplication {

    /** Starts the application. */
    public static void main(String[] args) {
        SpringApplication.run(PayrollApplication.class, args);
    }
}
