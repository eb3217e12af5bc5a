package no.trekkpaalegg.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import no.trekkpaalegg.event.AvsluttetTrekkpaalegg;
import no.trekkpaalegg.event.EndretTrekkpaalegg;
import no.trekkpaalegg.event.NyttTrekkpaalegg;
import no.trekkpaalegg.model.Betalingsinformasjon;
import no.trekkpaalegg.model.Foedselsnummer;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.model.Trekkstatus;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkbeloep;
import no.trekkpaalegg.model.TrekkstoerrelseForPeriode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code trekkid} and {@code trekkstatus} are what the other side likes, and whoever prints an order prints them. */
class ReceivedIdentifiersTest {
    private static final String EMPLOYER = "313367002";

    @Test
    void whenIdentifiersAreAsTheyShouldBe_thenTheyArePrinted() {
        assertThat(printed("fe0d1de1-9840-4480-9382-3dbad27e9002", "aktiv"))
                .allSatisfy(text -> assertThat(text).contains("fe0d1de1-9840-4480-9382-3dbad27e9002"));
        assertThat(order("10001", "aktiv"))
                .hasToString("Trekkpaalegg[trekkid=10001, trekkversjon=1, sekvensnummer=1, trekkstatus=aktiv,"
                        + " trekkpliktig=313367002]");
        assertThat(InboxKey.of(EMPLOYER, order("10001", "aktiv")))
                .hasToString("InboxKey[employer=313367002, trekkid=10001, trekkversjon=1, trekkstatus=aktiv]");
    }

    static Stream<String> odd() {
        return Stream.of(
                "10908412345",
                "id 109084 12345",
                "x".repeat(100_000),
                "\u202e" + "reversed",
                "a\u2028b\nc\u0000d",
                "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJjbGllbnQifQ.c2lnbmF0dXJl");
    }

    @ParameterizedTest
    @MethodSource("odd")
    void whenAnIdentifierIsOdd_thenItIsPrintedCleanedMaskedAndCut_butKeptAsItIs(String odd) {
        assertThat(order(odd, odd).trekkid()).isEqualTo(odd);
        assertThat(order(odd, odd).trekkstatus().value()).isEqualTo(odd);
        assertThat(printed(odd, odd))
                .allSatisfy(text -> assertThat(text)
                        .hasSizeLessThan(400)
                        .doesNotContain("\u202e", "\u2028", "\n", "\u0000", "eyJ")
                        .doesNotContainPattern("1090"));
    }

    /** Everything that names an order when it is printed. */
    private static List<String> printed(String trekkid, String trekkstatus) {
        Trekkpaalegg order = order(trekkid, trekkstatus);
        InboxKey key = InboxKey.of(EMPLOYER, order);
        return Stream.of(
                        order,
                        key,
                        InboxEntry.pending(key, 1, "{}", Instant.EPOCH),
                        new Valid(order, "{}"),
                        new Malformed("{}", "skyldner is missing", trekkid, 1, 1L),
                        new NyttTrekkpaalegg(EMPLOYER, order, "{}"),
                        new EndretTrekkpaalegg(EMPLOYER, order, "{}"),
                        new AvsluttetTrekkpaalegg(EMPLOYER, order, "{}"))
                .map(Object::toString)
                .toList();
    }

    private static Trekkpaalegg order(String trekkid, String trekkstatus) {
        return new Trekkpaalegg(
                trekkid,
                1,
                1,
                Instant.EPOCH,
                null,
                EMPLOYER,
                new Foedselsnummer("10908412345"),
                new Trekkstatus(trekkstatus),
                List.of(new TrekkstoerrelseForPeriode(LocalDate.EPOCH, null, new Trekkbeloep(BigDecimal.ONE))),
                new Betalingsinformasjon("971648199", "6487719756", "70213997155"));
    }
}
