package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.web.client.RestClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A host with a mapper, scheduled work and HTTP calls of its own keeps them as they are while the library polls. */
class HostBeansTest {
    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static IssuedOrder order;
    private static TestHost guest;
    private static TestHost alone;

    @BeforeAll
    static void start() {
        order = simulator.issue(simulator.ownOrganisation());
        guest = start(true);
        alone = start(false);
        await().until(() -> !guest.bean(OwnWork.class).received.isEmpty());
    }

    @AfterAll
    static void stop() {
        guest.close();
        alone.close();
    }

    @Test
    void whenTheHostsMapperRefusesAllItDoesNotKnow_thenOrdersAreReadAllTheSame() {
        assertThat(guest.bean(OwnWork.class).received).containsExactly(order.trekkid());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ObjectMapper.class,
                TaskScheduler.class,
                Executor.class,
                RestClient.class,
                RestClient.Builder.class,
                RestClientCustomizer.class,
                Clock.class
            })
    void whenTheLibraryPolls_thenTheHostHasNoOtherBeansOfACommonType(Class<?> type) {
        assertThat(guest.context().getBeanNamesForType(type))
                .isEqualTo(alone.context().getBeanNamesForType(type));
    }

    /** Spring Boot 4 answers with Jackson 3, whatever mapper of Jackson 2 the host has. */
    @Test
    @Tag("boot3")
    void whenTheHostHasAMapper_thenItsAnswersAreTheSame() {
        assertThat(guest.context().getBeanNamesForType(ObjectMapper.class)).containsExactly("ownMapper");
        assertThat(call(guest, "/payment")).isEqualTo("{\"gross_pay\":1000,\"paid_to\":null}");
        assertThat(call(guest, "/payment")).isEqualTo(call(alone, "/payment"));
    }

    @Test
    void whenTheHostCallsOthers_thenOnlyItsOwnSettingsAreApplied() {
        assertThat(headers(guest))
                .isEqualTo(headers(alone))
                .containsIgnoringCase("\"x-host\":\"payroll\"")
                .doesNotContainIgnoringCase("authorization")
                .doesNotContainIgnoringCase("korrelasjonsid")
                .doesNotContainIgnoringCase("klientid");
    }

    @Test
    void whenTheHostAdaptsItsCalls_thenThoseOfTheLibraryAreNotAmongThem() {
        assertThat(guest.bean(OwnWork.class).adapted)
                .hasValue(alone.bean(OwnWork.class).adapted.get())
                .hasValue(1);
        await().until(() -> simulator.apiRequestCount() > 0);
        assertThat(simulator.apiRequests())
                .isNotEmpty()
                .allMatch(request -> request.header("X-Host").isEmpty());
    }

    @Test
    void whenTheHostHasAScheduler_thenItDoesTheHostsWorkAndNoOther() {
        OwnWork work = guest.bean(OwnWork.class);
        int before = work.ticks.get();

        await().until(() -> work.ticks.get() > before);

        assertThat(work.tickedOn).isNotEmpty().allMatch(thread -> thread.startsWith("own-scheduler-"));
        assertThat(work.receivedOn).isNotEmpty().noneMatch(thread -> thread.startsWith("own-scheduler-"));
        assertThat(guest.bean(ThreadPoolTaskScheduler.class)
                        .getScheduledThreadPoolExecutor()
                        .getQueue())
                .hasSizeLessThanOrEqualTo(1);
    }

    private static String headers(TestHost host) {
        return call(host, "/headers").replaceAll("localhost:\\d+", "localhost:PORT");
    }

    /** With the host's own client. */
    private static String call(TestHost host, String path) {
        return host.bean(RestClient.class).get().uri(host.uri(path)).retrieve().body(String.class);
    }

    private static TestHost start(boolean enabled) {
        return TestHost.at(simulator)
                .web(Host.class)
                .polling("1s")
                .with("trekkpaalegg.enabled", enabled)
                .start();
    }

    record Payment(int grossPay, String paidTo) {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class})
    @EnableScheduling
    static class Host {

        @Bean
        OwnWork ownWork() {
            return new OwnWork();
        }

        @Bean
        ObjectMapper ownMapper() {
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();
        }

        @Bean
        ThreadPoolTaskScheduler ownScheduler() {
            ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
            scheduler.setThreadNamePrefix("own-scheduler-");
            return scheduler;
        }

        @Bean
        RestClientCustomizer ownCalls(OwnWork work) {
            return builder -> {
                work.adapted.incrementAndGet();
                builder.defaultHeader("X-Host", "payroll");
            };
        }

        @Bean
        RestClient ownClient(RestClient.Builder builder) {
            return builder.build();
        }
    }

    @RestController
    static class OwnWork {
        private final AtomicInteger adapted = new AtomicInteger();
        private final AtomicInteger ticks = new AtomicInteger();
        private final List<String> tickedOn = new CopyOnWriteArrayList<>();
        private final List<String> received = new CopyOnWriteArrayList<>();
        private final List<String> receivedOn = new CopyOnWriteArrayList<>();

        @Scheduled(fixedDelay = 50)
        void tick() {
            tickedOn.add(Thread.currentThread().getName());
            ticks.incrementAndGet();
        }

        @EventListener
        void on(TrekkpaaleggEvent event) {
            receivedOn.add(Thread.currentThread().getName());
            received.add(event.trekkpaalegg().trekkid());
        }

        @GetMapping("/payment")
        Payment payment() {
            return new Payment(1000, null);
        }

        @GetMapping("/headers")
        Map<String, String> headers(@RequestHeader Map<String, String> headers) {
            Map<String, String> sorted = new TreeMap<>(headers);
            sorted.remove("host");
            return sorted;
        }
    }
}
