package no.trekkpaalegg.boot;

import static no.trekkpaalegg.boot.RecordingListener.nytt;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import no.trekkpaalegg.feed.PassResult.CaughtUp;
import no.trekkpaalegg.inbox.FeedStore;
import no.trekkpaalegg.inbox.InboxEntry;
import no.trekkpaalegg.inbox.InboxState;
import no.trekkpaalegg.model.Trekkstoerrelse;
import no.trekkpaalegg.model.Trekkstoerrelse.Trekkbeloep;
import no.trekkpaalegg.test.FreshSimulator;
import no.trekkpaalegg.test.IssuedOrder;
import no.trekkpaalegg.test.OrderPeriod;
import no.trekkpaalegg.test.OrderTemplate;
import no.trekkpaalegg.test.SimulatorOptions;
import no.trekkpaalegg.test.TrekkpaaleggSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What becomes of elements that are odd, malformed, somebody else's or there twice. */
@ExtendWith(OutputCaptureExtension.class)
class EndToEndInputTest {
    private static final String CUSTOMER = "313367010";
    private static final String UNKNOWN = "313367029";
    private static final String PERIODS = "trekkstoerrelseForPeriode";
    private static final LocalDate DAY = LocalDate.parse("2026-03-10");

    private static final RecordingListener listener = new RecordingListener();

    @FreshSimulator
    private static TrekkpaaleggSimulator simulator;

    private static final String own = SimulatorOptions.defaults().ownOrganisation();
    private static TestHost host;

    @BeforeAll
    static void start() {
        host = setup().listener(listener).start();
    }

    @BeforeEach
    void reset() {
        simulator.approveSystemUser(CUSTOMER);
        listener.forget();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @ParameterizedTest
    @MethodSource
    void whenAnElementIsMalformed_thenItIsRejectedWithItsJsonAndTheOthersAreDelivered(
            String what, UnaryOperator<OrderTemplate> malform, CapturedOutput output) {
        IssuedOrder before = simulator.issue(own);
        IssuedOrder malformed = simulator.issue(own, malform);
        IssuedOrder after = simulator.issue(own);
        int rejectedBefore = rejected(host).size();

        CaughtUp result = poll();
        assertThat(result.read().rejected()).isEqualTo(1);
        assertThat(poll().read().rejected()).as("counted once").isZero();

        assertThat(listener.received()).containsExactly(nytt(before), nytt(after));
        assertThat(rejected(host))
                .hasSize(rejectedBefore + 1)
                .anySatisfy(entry -> assertThat(jsonOf(host, entry)).isEqualTo(malformed.json()));
        assertThat(output).contains("Rejected an element received for employer " + own);
    }

    static Stream<Arguments> whenAnElementIsMalformed_thenItIsRejectedWithItsJsonAndTheOthersAreDelivered() {
        Stream<Arguments> missing = Stream.of(
                        "trekkid",
                        "trekkversjon",
                        "sekvensnummer",
                        "opprettet",
                        "trekkpliktig",
                        "skyldner",
                        "trekkstatus",
                        PERIODS,
                        "betalingsinformasjon")
                .map(field -> malformed("no " + field, order -> order.without(field)));
        return Stream.concat(
                missing,
                Stream.of(
                        malformed("both percent and amount", period(new BigDecimal("10"), new BigDecimal("10"))),
                        malformed("neither percent nor amount", period(null, null)),
                        malformed("a negative amount", period(null, new BigDecimal("-1"))),
                        malformed("a negative percent", period(new BigDecimal("-1"), null)),
                        malformed("no period", order -> order.with(PERIODS, List.of())),
                        malformed("an impossible date", order -> order.with(PERIODS, amountFrom("2026-02-30", 100))),
                        malformed("an object for a string", order -> order.with("skyldner", Map.of("nummer", 1))),
                        malformed("a string for a number", order -> order.with("trekkversjon", "one")),
                        malformed("a string for a list", order -> order.with(PERIODS, "none")),
                        malformed("null for a string", order -> order.with("trekkpliktig", null))));
    }

    private static Arguments malformed(String what, UnaryOperator<OrderTemplate> malform) {
        return Arguments.of(what, malform);
    }

    @ParameterizedTest
    @MethodSource
    void whenAnElementIsOnlyUnusual_thenItIsDelivered(String what, UnaryOperator<OrderTemplate> change) {
        IssuedOrder order = simulator.issue(own, change);

        assertThat(poll().read().rejected()).isZero();

        assertThat(listener.received()).containsExactly(nytt(order));
        assertThat(listener.events().get(0).json()).isEqualTo(order.json());
    }

    static Stream<Arguments> whenAnElementIsOnlyUnusual_thenItIsDelivered() {
        return Stream.of(
                malformed("an unknown field", order -> order.with("nyttFelt", Map.of("a", List.of(1, 2)))),
                malformed("an unknown trekkstatus", order -> order.withTrekkstatus("satt_paa_vent")),
                malformed("no saksnummer", order -> order.without("saksnummer")),
                malformed(
                        "an organisation number that fails its checksum",
                        order -> order.withBetalingsmottaker("123456789")),
                malformed(
                        "a period of one day",
                        order -> order.withPeriods(OrderPeriod.amount(DAY, "0").until(DAY))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-10", "20260310"})
    void whenDatesAndAmountsAreWrittenDifferently_thenTheyMeanTheSame(String date) {
        for (Object amount : List.of(17, new BigDecimal("17.0"), "17.0", "17")) {
            simulator.issue(own, order -> order.with(PERIODS, amountFrom(date, amount)));
        }

        poll();

        assertThat(listener.events()).hasSize(4).allSatisfy(event -> {
            Trekkstoerrelse size = event.trekkpaalegg().trekkstoerrelseFor(DAY).orElseThrow();
            assertThat(((Trekkbeloep) size).trekkbeloep()).isEqualByComparingTo("17");
            assertThat(event.trekkpaalegg().trekkstoerrelseFor(DAY.minusDays(1)))
                    .isEmpty();
        });
    }

    @Test
    void whenAnElementNamesAnotherConfiguredEmployer_thenItIsRejected() {
        simulator.issue(own, order -> order.withTrekkpliktig(CUSTOMER));
        simulator.issue(CUSTOMER, order -> order.withTrekkpliktig(own));
        IssuedOrder fine = simulator.issue(own);

        assertThat(poll().read().rejected()).isEqualTo(1);
        assertThat(((CaughtUp) host.poll(CUSTOMER)).read().rejected()).isEqualTo(1);

        assertThat(listener.received()).containsExactly(nytt(fine));
    }

    /** The schedule need not have looked at the employers before. */
    @Test
    void whenTheFirstThingThatHappensIsAPoll_thenOtherEmployersAreKnownAlready() {
        simulator.issue(own, order -> order.withTrekkpliktig(CUSTOMER));
        RecordingListener another = new RecordingListener();
        try (TestHost fresh = setup().listener(another).start()) {
            assertThat(((CaughtUp) fresh.poll(own)).read().rejected()).isEqualTo(1);
        }
        assertThat(another.events()).isEmpty();
    }

    @Test
    void whenElementsNameAnOrganisationThatIsNotConfigured_thenTheyAreDeliveredWithOneWarning(CapturedOutput output) {
        RecordingListener another = new RecordingListener();
        IssuedOrder first = simulator.issue(own, order -> order.withTrekkpliktig(UNKNOWN));
        IssuedOrder second = simulator.issue(own, order -> order.withTrekkpliktig(UNKNOWN));
        try (TestHost fresh = setup().listener(another).start()) {
            fresh.poll(own);
            simulator.change(first.trekkid(), order -> order);
            fresh.poll(own);
        }

        assertThat(another.received()).hasSize(3).startsWith(nytt(first), nytt(second));
        assertThat(another.events().get(0).employer()).isEqualTo(own);
        assertThat(another.events().get(0).trekkpaalegg().trekkpliktig()).isEqualTo(UNKNOWN);
        assertThat(output.getAll().lines().filter(line -> line.contains("that are not configured: " + UNKNOWN)))
                .singleElement()
                .asString()
                .contains("WARN", "delivered under the employer that was asked for");
    }

    @Test
    void whenUnknownOrganisationsAreToBeRejected_thenTheyAre() {
        RecordingListener another = new RecordingListener();
        simulator.issue(own, order -> order.withTrekkpliktig(UNKNOWN));
        IssuedOrder fine = simulator.issue(own);
        try (TestHost strict = setup().listener(another)
                .with("trekkpaalegg.delivery.unknown-organisations", "reject")
                .start()) {
            assertThat(((CaughtUp) strict.poll(own)).read().rejected()).isEqualTo(1);
            assertThat(rejected(strict)).hasSize(1);
        }
        assertThat(another.received()).containsExactly(nytt(fine));
    }

    @Test
    void whenElementsAreRepeatedWithinAndAcrossPages_thenEachIsDeliveredOnce() {
        long large = 3_000_000_000L;
        RecordingListener another = new RecordingListener();
        try (TrekkpaaleggSimulator far =
                        TrekkpaaleggSimulator.start(SimulatorOptions.defaults().withFirstSekvensnummer(large));
                TestHost fresh = TestHost.at(far)
                        .listener(another)
                        .with("trekkpaalegg.poller.page-size", "3")
                        .start()) {
            IssuedOrder first = far.issue(own);
            far.addRaw(own, first.sekvensnummer() + 1, first.json());
            far.addRaw(own, first.sekvensnummer() + 5, first.json());
            IssuedOrder second = far.issue(own);
            IssuedOrder third = far.issue(own);

            fresh.poll(own);
            fresh.poll(own);

            assertThat(first.sekvensnummer()).isEqualTo(large);
            assertThat(another.received()).containsExactlyInAnyOrder(nytt(first), nytt(second), nytt(third));
        }
    }

    private static TestHost.Setup setup() {
        return TestHost.at(simulator)
                .with("trekkpaalegg.employers[0].org-number", CUSTOMER)
                .with("trekkpaalegg.employers[0].access", "system-user");
    }

    private static CaughtUp poll() {
        return (CaughtUp) host.poll(own);
    }

    private static List<InboxEntry> rejected(TestHost of) {
        return of.bean(FeedStore.class).findByState(own, InboxState.REJECTED, Optional.empty(), 1000);
    }

    private static String jsonOf(TestHost of, InboxEntry entry) {
        return of.bean(FeedStore.class).find(entry.key()).map(InboxEntry::json).orElse("");
    }

    private static UnaryOperator<OrderTemplate> period(BigDecimal percent, BigDecimal amount) {
        return order -> order.withPeriods(new OrderPeriod(DAY, null, percent, amount));
    }

    private static List<Map<String, Object>> amountFrom(String startdato, Object amount) {
        Map<String, Object> period = new LinkedHashMap<>();
        period.put("startdato", startdato);
        period.put("trekkbeloep", Map.of("trekkbeloep", amount));
        return List.of(period);
    }
}
