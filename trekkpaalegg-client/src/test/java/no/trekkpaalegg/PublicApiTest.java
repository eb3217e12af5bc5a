package no.trekkpaalegg;

import static org.assertj.core.api.Assertions.assertThat;

import no.trekkpaalegg.surface.PublicTypes;
import org.junit.jupiter.api.Test;

/** What this jar has for applications: a type more is a promise more. A public type that another package of ours needs is marked internal. */
class PublicApiTest {
    private static final String FOR_APPLICATIONS = """
            client.ApiEnvironment
            client.TrekkpaaleggClient
            client.TrekkpaaleggClientBuilder
            event.AvsluttetTrekkpaalegg
            event.EndretTrekkpaalegg
            event.NyttTrekkpaalegg
            event.TrekkpaaleggEvent
            feed.DeliverySummary
            feed.PassResult
            feed.ReadSummary
            inbox.Backlog
            inbox.EmployerBusyException
            inbox.FeedPosition
            inbox.FeedState
            inbox.FeedStore
            inbox.InboxEntry
            inbox.InboxKey
            inbox.InboxState
            maskinporten.SigningAlgorithm
            maskinporten.SigningKey
            maskinporten.SigningKeySource
            maskinporten.UnusableKeyException
            model.Access
            model.Betalingsinformasjon
            model.Employer
            model.FailureDetails
            model.FailureKind
            model.Foedselsnummer
            model.Trekkpaalegg
            model.TrekkpaaleggException
            model.Trekkstatus
            model.Trekkstoerrelse
            model.TrekkstoerrelseForPeriode
            payroll.EarlierWithholding
            payroll.MonthlyAmountRule
            payroll.OrderToWithhold
            payroll.PaymentInstruction
            payroll.Rounding
            payroll.WagePayment
            payroll.Withholding
            payroll.WithholdingCalculator
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
