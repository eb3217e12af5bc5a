package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import no.trekkpaalegg.model.Betalingsinformasjon;
import no.trekkpaalegg.model.Foedselsnummer;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.model.Trekkstatus;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkbeloep;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkprosent;
import no.trekkpaalegg.model.TrekkstoerrelseForPeriode;
import org.junit.jupiter.api.Test;

/** The numbered example orders, each with what is to be read from it (contract section 1). */
class OrderExamplesTest {

    @Test
    void whenPercentIsFollowedByAmount_thenEveryFieldIsRead() {
        Trekkpaalegg order = read("01-percent-then-amount");

        assertThat(order.trekkid()).isEqualTo("fe0d1de1-9840-4480-9382-3dbad27e9002");
        assertThat(order.trekkversjon()).isEqualTo(2);
        assertThat(order.sekvensnummer()).isEqualTo(159);
        assertThat(order.opprettet()).isEqualTo(Instant.parse("2026-03-05T15:00:00Z"));
        assertThat(order.saksnummer()).isEqualTo("TREKK/2026/4");
        assertThat(order.trekkpliktig()).isEqualTo("313367002");
        assertThat(order.skyldner()).isEqualTo(new Foedselsnummer("10908412345"));
        assertThat(order.trekkstatus()).isEqualTo(Trekkstatus.AKTIV);
        assertThat(order.trekkstoerrelseForPeriode())
                .containsExactly(percent("2026-02-10", "2026-03-09", "23.0"), amount("2026-03-10", null, "4400"));
        assertThat(order.betalingsinformasjon())
                .isEqualTo(new Betalingsinformasjon("971648199", "6487719756", "70213997155"));
    }

    @Test
    void whenTheIdIsShort_thenItIsKept_andAnOffsetAndNanosecondsAreRead() {
        Trekkpaalegg order = read("02-first-version-with-short-id");

        assertThat(order.trekkid()).isEqualTo("10001");
        assertThat(order.opprettet()).isEqualTo(Instant.parse("2026-01-12T08:30:15.123456789Z"));
        assertThat(order.trekkstoerrelseForPeriode()).containsExactly(percent("2026-02-01", null, "17.5"));
        assertThat(order.betalingsinformasjon().kidnummer()).isEqualTo("26");
    }

    @Test
    void whenThereIsAPause_thenItIsAPeriodWithZero() {
        Trekkpaalegg order = read("03-pause");

        assertThat(order.sekvensnummer()).isEqualTo(2_147_483_648L);
        assertThat(order.trekkstoerrelseForPeriode())
                .containsExactly(
                        amount("2026-01-15", "2026-04-30", "5000.50"),
                        amount("2026-05-01", "2026-05-31", "0"),
                        percent("2026-06-01", "2026-06-30", "0.0"),
                        amount("2026-07-01", null, "5000"));
        assertThat(order.betalingsinformasjon().kidnummer()).hasSize(25);
    }

    @Test
    void whenTheOrderNamesASubUnit_thenItIsReadAsItIs_whateverTheChecksum() {
        Trekkpaalegg order = read("04-sub-unit");

        assertThat(order.trekkpliktig()).isEqualTo("123456789");
        assertThat(order.betalingsinformasjon().betalingsmottaker()).isEqualTo("123456789");
    }

    @Test
    void whenTheOrderHasEnded_thenThatIsRead() {
        Trekkpaalegg order = read("05-ended");

        assertThat(order.trekkstatus().isAvsluttet()).isTrue();
        assertThat(order.trekkstoerrelseForPeriode()).containsExactly(percent("2026-02-10", "2026-02-10", "23.0"));
    }

    @Test
    void whenStatusAndFieldsAreUnknown_thenTheStatusIsKeptAndTheFieldsAreIgnored() {
        Trekkpaalegg order = read("06-unknown-status-and-fields");

        assertThat(order.trekkstatus()).isEqualTo(new Trekkstatus("paa-vent"));
        assertThat(order.trekkstoerrelseForPeriode()).containsExactly(percent("2026-02-10", null, "23"));
    }

    @Test
    void whenDatesAreBasicAndThePercentIsAString_thenTheyAreRead() {
        assertThat(read("07-basic-dates").trekkstoerrelseForPeriode())
                .containsExactly(percent("2025-08-10", "2026-08-09", "17.0"));
    }

    @Test
    void whenTheCaseNumberIsMissingAndOtherFieldsAreNull_thenNullMeansAbsent() {
        Trekkpaalegg order = read("08-without-saksnummer");

        assertThat(order.saksnummer()).isNull();
        assertThat(order.trekkstoerrelseForPeriode()).containsExactly(amount("2026-03-10", null, "4400"));
    }

    private static Trekkpaalegg read(String example) {
        String json = OrderJson.example(example);
        ReceivedOrder received = new OrderParser().parse(json);

        assertThat(received).isInstanceOf(Valid.class);
        assertThat(received.json()).isEqualTo(json);
        return received.trekkpaalegg().orElseThrow();
    }

    private static TrekkstoerrelseForPeriode percent(String start, String end, String percent) {
        return new TrekkstoerrelseForPeriode(
                LocalDate.parse(start), parse(end), new Trekkprosent(new BigDecimal(percent)));
    }

    private static TrekkstoerrelseForPeriode amount(String start, String end, String amount) {
        return new TrekkstoerrelseForPeriode(
                LocalDate.parse(start), parse(end), new Trekkbeloep(new BigDecimal(amount)));
    }

    private static LocalDate parse(String date) {
        return date == null ? null : LocalDate.parse(date);
    }
}
