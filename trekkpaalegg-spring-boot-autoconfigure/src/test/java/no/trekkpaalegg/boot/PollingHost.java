package no.trekkpaalegg.boot;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.util.ClassUtils;

/** A host in a process of its own with all that Spring Boot finds on its class path; it ends when it has received an order. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class PollingHost {
    static final String LOOKED_FOR = "host.looked-for";

    private final CountDownLatch received = new CountDownLatch(1);

    public static void main(String[] args) throws Exception {
        Stream.of(System.getProperty(LOOKED_FOR, "").split(",", -1))
                .filter(name -> !name.isEmpty())
                .forEach(name -> System.out.println(name + " is there: " + ClassUtils.isPresent(name, null)));
        try (ConfigurableApplicationContext context = SpringApplication.run(PollingHost.class, args)) {
            context.getBean(AsyncTaskExecutor.class)
                    .submit(() -> System.out.println("the host works on " + Thread.currentThread()))
                    .get();
            if (!context.getBean(PollingHost.class).received.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no order was received");
            }
        }
        System.out.println("the host has ended");
    }

    @EventListener
    void on(TrekkpaaleggEvent event) {
        System.out.println("received " + event.trekkpaalegg().trekkid());
        received.countDown();
    }
}
