package no.trekkpaalegg.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderTemplateTest {
    private static final Instant ISSUED = Instant.parse("2026-03-05T15:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 5);
    private final OrderTemplate template = OrderTemplate.defaults("313367002", 3, TODAY);

    @Test
    void readsLikeTheAuthoritysOwn() {
        String json = template.withTrekkid("fe0d1de1-9840-4480-9382-3dbad27e9002")
                .withSaksnummer("TREKK/2026/4")
                .withSkyldner("10908412345")
                .withPeriods(
                        OrderPeriod.percent(LocalDate.of(2026, 2, 10), "23.0").until(LocalDate.of(2026, 3, 9)),
                        OrderPeriod.amount(LocalDate.of(2026, 3, 10), "4400"))
                .withBetalingsmottaker("971648199")
                .withKidnummer("6487719756")
                .withKontonummer("70213997155")
                .json(2, 159, ISSUED);

        assertThat(json)
                .isEqualTo(
                        "{\"trekkid\":\"fe0d1de1-9840-4480-9382-3dbad27e9002\",\"trekkversjon\":2,\"sekvensnummer\":159,"
                                + "\"opprettet\":\"2026-03-05T15:00:00.00Z\",\"saksnummer\":\"TREKK/2026/4\","
                                + "\"trekkpliktig\":\"313367002\",\"skyldner\":\"10908412345\",\"trekkstatus\":\"aktiv\","
                                + "\"trekkstoerrelseForPeriode\":[{\"startdato\":\"2026-02-10\",\"sluttdato\":\"2026-03-09\","
                                + "\"trekkprosent\":{\"trekkprosent\":23.0}},{\"startdato\":\"2026-03-10\","
                                + "\"trekkbeloep\":{\"trekkbeloep\":4400}}],\"betalingsinformasjon\":"
                                + "{\"betalingsmottaker\":\"971648199\",\"kidnummer\":\"6487719756\",\"kontonummer\":\"70213997155\"}}");
    }

    @Test
    void defaultStartsTomorrowAndNamesTheEmployer() {
        JsonNode order = json(template);

        assertThat(order.path("trekkpliktig").asText()).isEqualTo("313367002");
        assertThat(order.path("trekkstatus").asText()).isEqualTo("aktiv");
        assertThat(order.at("/trekkstoerrelseForPeriode/0/startdato").asText()).isEqualTo("2026-03-06");
        assertThat(order.at("/trekkstoerrelseForPeriode/0").has("sluttdato")).isFalse();
    }

    @Test
    void defaultsVaryFromOrderToOrder() {
        List<JsonNode> orders = LongStream.range(1, 200)
                .mapToObj(order -> json(OrderTemplate.defaults("313367002", order, TODAY)))
                .toList();

        for (String unique : List.of("/trekkid", "/skyldner", "/betalingsinformasjon/kidnummer")) {
            assertThat(orders)
                    .extracting(order -> order.at(unique).asText())
                    .doesNotHaveDuplicates()
                    .doesNotContain("");
        }
        assertThat(orders)
                .anyMatch(order ->
                        !order.at("/trekkstoerrelseForPeriode/0/trekkprosent").isMissingNode());
        assertThat(orders)
                .anyMatch(order ->
                        !order.at("/trekkstoerrelseForPeriode/0/trekkbeloep").isMissingNode());
        assertThat(orders).anyMatch(order -> order.path("trekkid").asText().length() == 5);
        assertThat(orders).anyMatch(order -> order.path("trekkid").asText().length() == 36);
    }

    @Test
    void everyRunOfElevenDigitsIsSyntheticOrAccount() {
        List<String> runs = new ArrayList<>();
        for (long order = 1; order < 5_000; order++) {
            String json = OrderTemplate.defaults("313367002", order, TODAY).json(1, order, ISSUED);
            java.util.regex.Matcher matcher =
                    java.util.regex.Pattern.compile("(?<!\\d)\\d{11}(?!\\d)").matcher(json);
            while (matcher.find()) {
                runs.add(matcher.group());
            }
        }

        assertThat(runs)
                .hasSize(2 * 4_999)
                .allSatisfy(
                        run -> assertThat(Integer.parseInt(run.substring(2, 4))).isGreaterThan(12));
    }

    @Test
    void anyFieldCanBeSet() {
        JsonNode order = json(template.with("nyttFelt", Map.of("a", List.of(1, true)))
                .with("saksnummer", null)
                .with("trekkversjon", "one"));

        assertThat(order.at("/nyttFelt/a/1").asBoolean()).isTrue();
        assertThat(order.path("saksnummer").isNull()).isTrue();
        assertThat(order.path("trekkversjon").asText()).isEqualTo("one");
    }

    @Test
    void anyFieldCanBeLeftOut() {
        for (String field : List.of("trekkid", "sekvensnummer", "skyldner", "betalingsinformasjon")) {
            assertThat(json(template).has(field)).isTrue();
            assertThat(json(template.without(field)).has(field)).isFalse();
        }
        assertThat(json(template.without("skyldner").withSkyldner("10908412345"))
                        .has("skyldner"))
                .isTrue();
    }

    @Test
    void withersLeaveTheOriginalAlone() {
        String before = template.json(1, 3, ISSUED);

        template.withSaksnummer("x").without("skyldner").withKidnummer("1").endedOn(TODAY);

        assertThat(template.json(1, 3, ISSUED)).isEqualTo(before);
    }

    @Test
    void endKeepsEarlierEnd() {
        OrderPeriod ended = OrderPeriod.percent(LocalDate.of(2026, 1, 1), "10").until(LocalDate.of(2026, 2, 1));
        OrderPeriod open = OrderPeriod.percent(LocalDate.of(2026, 1, 1), "10");

        assertThat(lastEnd(template.withPeriods(ended).endedOn(TODAY))).isEqualTo("2026-02-01");
        assertThat(lastEnd(template.withPeriods(open).endedOn(TODAY))).isEqualTo("2026-03-05");
    }

    @Test
    void endLeavesPeriodsOfAnotherShapeAlone() {
        OrderTemplate odd = template.with("trekkstoerrelseForPeriode", "none").endedOn(TODAY);

        assertThat(json(odd).path("trekkstoerrelseForPeriode").asText()).isEqualTo("none");
        assertThat(json(odd).path("trekkstatus").asText()).isEqualTo("avsluttet");
    }

    @Test
    void periodMayHaveBothOrNeitherSize() {
        OrderPeriod both = new OrderPeriod(TODAY, null, java.math.BigDecimal.ONE, java.math.BigDecimal.TEN);
        OrderPeriod neither = new OrderPeriod(TODAY, null, null, null);

        JsonNode periods = json(template.withPeriods(both, neither)).path("trekkstoerrelseForPeriode");

        assertThat(periods.get(0).has("trekkprosent")).isTrue();
        assertThat(periods.get(0).has("trekkbeloep")).isTrue();
        assertThat(periods.get(1).fieldNames()).toIterable().containsExactly("startdato");
    }

    @Test
    void valueThatIsNoJsonIsRefusedWithoutQuotingIt() {
        OrderTemplate odd = template.with("x", new Object());

        assertThatThrownBy(() -> odd.json(1, 3, ISSUED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause();
    }

    @Test
    void toStringShowsNoPersonalData() {
        String person = json(template).path("skyldner").asText();
        IssuedOrder issued = new IssuedOrder("313367002", "10003", 1, 3, template.json(1, 3, ISSUED));

        assertThat(template.toString()).contains("10003").doesNotContain(person);
        assertThat(issued.toString()).contains("10003").doesNotContain(person);
    }

    private static String lastEnd(OrderTemplate order) {
        return json(order).at("/trekkstoerrelseForPeriode/0/sluttdato").asText();
    }

    private static JsonNode json(OrderTemplate order) {
        return Caller.json(order.json(1, 3, ISSUED));
    }
}
