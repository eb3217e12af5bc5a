package no.trekkpaalegg.hostmatrix;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import no.trekkpaalegg.event.TrekkpaaleggEvent;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A payroll host. When it has received an order, it reads its own pages over HTTP, prints what they answer, and ends. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class MatrixHost {
    static final String PAGES = "matrix.pages";
    static final String USER = "payroll";

    private final CountDownLatch received = new CountDownLatch(1);
    private final ObjectProvider<Ledger> ledger;
    private volatile String trekkid = "";

    MatrixHost(ObjectProvider<Ledger> ledger) {
        this.ledger = ledger;
    }

    public static void main(String[] args) throws Exception {
        try (ConfigurableApplicationContext context = SpringApplication.run(MatrixHost.class, args)) {
            context.getBean(AsyncTaskExecutor.class)
                    .submit(() -> System.out.println("works on " + Thread.currentThread()))
                    .get();
            if (!context.getBean(MatrixHost.class).received.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no order was received");
            }
            System.out.println("Spring Boot " + SpringBootVersion.getVersion() + ", Java " + Runtime.version().feature());
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            for (String page : System.getProperty(PAGES).split(",", -1)) {
                System.out.println(page + " unknown: " + answer(port, page, "").statusCode());
                HttpResponse<String> answer = answer(port, page, USER + ":" + USER);
                System.out.println(
                        page + ": " + answer.statusCode() + " " + answer.body().replace('\n', ' '));
            }
        }
        System.out.println("has ended");
    }

    @EventListener
    void on(TrekkpaaleggEvent event) {
        trekkid = event.trekkpaalegg().trekkid();
        ledger.ifAvailable(it -> it.write(trekkid));
        received.countDown();
    }

    @GetMapping("/orders")
    String orders() {
        Ledger rows = ledger.getIfAvailable();
        return "in " + (rows == null ? "memory: " + trekkid : "the database: " + rows.read());
    }

    private static HttpResponse<String> answer(String port, String page, String credentials)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + page));
        if (!credentials.isEmpty()) {
            byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
