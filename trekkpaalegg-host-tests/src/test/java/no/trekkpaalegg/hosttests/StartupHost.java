package no.trekkpaalegg.hosttests;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The host that {@link StartupBenchmark} starts; it ends as soon as it has started. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Pages.class)
class StartupHost {

    public static void main(String[] args) {
        SpringApplication.run(StartupHost.class, args).close();
    }
}
