package no.trekkpaalegg.hosttests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import no.trekkpaalegg.jvm.GuestJvm;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.DispatcherServlet;

/** A host with WebFlux, Netty and no servlets is the same with and without the library; both run in a process of their own. */
class ReactiveHostTest {
    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static IssuedOrder order;
    private static HostReport guest;
    private static HostReport alone;

    @BeforeAll
    static void run() {
        order = simulator.issue(simulator.ownOrganisation());
        Map<String, String> properties = new HashMap<>(simulator.properties());
        properties.put("trekkpaalegg.org-number", simulator.ownOrganisation());
        properties.put("trekkpaalegg.poller.enabled", "false");
        CompletableFuture<HostReport> running = CompletableFuture.supplyAsync(() -> HostReport.of(withoutServlets(
                        GuestJvm.withEverything())
                .run(HostMain.class, properties, ReactiveHost.class.getName() + "+" + PollOnce.class.getName())));
        alone = HostReport.of(withoutServlets(Absence.ofTheLibraryAndItsOAuth2())
                .run(HostMain.class, Map.of(), ReactiveHost.class.getName()));
        guest = running.join();
    }

    @Test
    void whenTheHostPolls_thenItsListenerReceivesTheOrder() {
        assertThat(guest.lines()).contains("library: true", "received: " + order.trekkid(), "polled: CaughtUp");
        assertThat(alone.lines())
                .contains("library: false", "oauth2-client: false")
                .doesNotContain("library: true");
    }

    @Test
    void whenTheLibraryIsThere_thenFiltersAndAnswersAreTheSame() {
        assertThat(guest.of(ReactiveHost.class, "filter"))
                .hasSizeGreaterThan(1)
                .isEqualTo(alone.of(ReactiveHost.class, "filter"));
        assertThat(guest.of(ReactiveHost.class, "answer"))
                .isEqualTo(alone.of(ReactiveHost.class, "answer"))
                .anyMatch(answer -> answer.startsWith("GET /orders by the user: 200 orders"))
                .anyMatch(answer -> answer.startsWith("GET /orders by nobody: 401 "));
    }

    private static GuestJvm withoutServlets(GuestJvm jvm) {
        return jvm.without(DispatcherServlet.class, Tomcat.class);
    }
}
