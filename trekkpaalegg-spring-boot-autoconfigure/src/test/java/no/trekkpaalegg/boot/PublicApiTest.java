package no.trekkpaalegg.boot;

import static org.assertj.core.api.Assertions.assertThat;

import no.trekkpaalegg.surface.PublicTypes;
import org.junit.jupiter.api.Test;

/** What this jar has for applications: a type more is a promise more. A public type that another package of ours needs is marked internal. */
class PublicApiTest {
    private static final String FOR_APPLICATIONS = """
            boot.EmployerSource
            boot.StuckOrders
            boot.TrekkpaaleggClock
            boot.TrekkpaaleggConnectionDetails
            boot.TrekkpaaleggDataSource
            boot.TrekkpaaleggPoller
            boot.TrekkpaaleggRestClientCustomizer
            boot.TrekkpaaleggTransactionManager
            boot.actuate.TrekkpaaleggActuatorAutoConfiguration
            boot.client.TrekkpaaleggClientAutoConfiguration
            boot.jdbc.TrekkpaaleggJdbcAutoConfiguration
            boot.schedule.TrekkpaaleggFeedAutoConfiguration
            boot.security.TrekkpaaleggDefaultUserAutoConfiguration
            boot.security.TrekkpaaleggReactiveDefaultUserAutoConfiguration
            """;

    private final PublicTypes types = PublicTypes.ofThisModule();

    @Test
    void whenATypeIsPublic_thenItIsListedHereOrInternal() {
        assertThat(types.forApplications())
                .containsExactlyElementsOf(FOR_APPLICATIONS.lines().toList());
    }

    @Test
    void whenATypeIsForApplications_thenItsSignaturesShowNoInternalType() {
        assertThat(types.leaks()).isEmpty();
    }

    @Test
    void whenSomethingIsInternal_thenTheJavadocLeavesItOut() {
        assertThat(types.notHidden()).isEmpty();
    }
}
