package no.trekkpaalegg.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the payroll host. */
@SpringBootApplication
public class PayrollApplication {

    /** Starts the host with the given arguments. */
    public static void main(String[] args) {
        SpringApplication.run(PayrollApplication.class, args);
    }
}
