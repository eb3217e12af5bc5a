package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import no.trekkpaalegg.fuzz.FuzzInput;
import no.trekkpaalegg.fuzz.FuzzTarget;
import no.trekkpaalegg.model.Employer;
import no.trekkpaalegg.model.FailureDetails;
import no.trekkpaalegg.model.Trekkpaalegg;
import no.trekkpaalegg.privacy.ForbiddenText;

/** What reads answers of the API. */
public final class AnswerFuzz {
    private static final Employer EMPLOYER = Employer.own("313367002");
    private static final int MAX_CHARS = 15_000;
    private static final int MAX_ELEMENTS = 50;
    private static final int MAX_ELEMENT_CHARS = 3000;

    private static final ForbiddenText FORBIDDEN = new ForbiddenText(List.of("10908410047"));
    private static final JsonFactory PLAIN_PARSER = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNumberLength(100_000).build())
            .build();
    private static final JsonMapper PLAIN = new JsonMapper();
    /** Stays whatever its digits are. */
    private static final Pattern UUID = Pattern.compile("\\b\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b");

    private static final Pattern SEKVENSNUMMER = Pattern.compile("sekvensnummer[ =]\\d+");

    private AnswerFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                new FuzzTarget("page", pages(), AnswerFuzz::page),
                new FuzzTarget("single-order", orders(), AnswerFuzz::single),
                new FuzzTarget("error-body", errors(), AnswerFuzz::errorBody));
    }

    private static List<String> orders() {
        return Stream.concat(
                        Stream.of(
                                        "01-percent-then-amount",
                                        "02-first-version-with-short-id",
                                        "03-pause",
                                        "04-sub-unit",
                                        "05-ended",
                                        "06-unknown-status-and-fields",
                                        "07-basic-dates",
                                        "08-without-saksnummer")
                                .map(OrderJson::example),
                        Stream.of(
                                OrderJson.with("/sekvensnummer", "1e9999999999"),
                                OrderJson.with("/sekvensnummer", "9223372036854775807"),
                                OrderJson.with("/nytt", "[1e9999999999,{\"a\":-1e-9999999999}]"),
                                OrderJson.with("/nytt", "\"" + "x".repeat(MAX_ELEMENT_CHARS) + "\""),
                                OrderJson.with("/trekkid", "\"..\""),
                                OrderJson.with("/trekkid", "\"10908410047\""),
                                OrderJson.with("/trekkid", "\"eyJa" + ".".repeat(1800) + "\""),
                                OrderJson.with("/trekkid", "\"109084\u00a012345\u202e\u2028\""),
                                OrderJson.with("/trekkstatus", "\"';drop table trekkpaalegg_inbox;--\""),
                                OrderJson.with("/trekkstatus", "\"" + "x".repeat(500) + "\"")))
                .map(AnswerFuzz::recognisable)
                .toList();
    }

    /**
     * With a person number that is masked beside other digits too, as its check digits are right. KID and account are not: a mutation
     * makes them part of what is shown.
     */
    private static String recognisable(String order) {
        return order.replace("10908412345", "10908410047")
                .replace("6487719756", "2345676")
                .replace("70213997155", "97104133219");
    }

    private static List<String> pages() {
        List<String> orders = orders();
        return List.of(
                "[]",
                OrderJson.array(orders.toArray(String[]::new)),
                recognisable(OrderJson.array(OrderJson.order(1), OrderJson.order(2))),
                recognisable(IntStream.range(0, 12).mapToObj(OrderJson::order).reduce("[", (a, b) -> a + "\n" + b + ",")
                        + "null]"),
                "[17,\"x\",null,{},[[]],1e9999999999]",
                "[\"" + "x".repeat(4 * MAX_ELEMENT_CHARS) + "\"," + orders.get(0) + "]");
    }

    private static List<String> errors() {
        return List.of(
                "{\"kode\":\"KB-005\",\"melding\":\"ingen tilgang for 10908410047\",\"korrelasjonsid\":\"fe0d1de1-9840-4480-9382-3dbad27e9002\"}",
                "{\"kode\":\"DAS-008\",\"melding\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJjbGllbnQifQ.c2lnbmF0dXJl\",\"korrelasjonsid\":17}",
                "{\"kode\":1e9999999999,\"melding\":{\"a\":[]},\"korrelasjonsid\":true}",
                "{\"melding\":\"eyJa" + ".".repeat(1800) + "\"}",
                "{\"melding\":\"1\u00a009\u2009084 1\u00ad2345 \uff11\uff10\u202e\u2028\"}",
                "<html><body>503 for 109084 10047</body></html>",
                "");
    }

    private static void page(FuzzInput input) throws IOException {
        List<ReceivedOrder> orders = new ArrayList<>();
        boolean whole = true;
        try {
            new OrderArrayReader(MAX_CHARS, MAX_ELEMENTS, MAX_ELEMENT_CHARS)
                    .read(new ByteArrayInputStream(input.bytes()), orders::add);
        } catch (MalformedAnswerException e) {
            whole = false;
            assertNothingSecret(String.valueOf(e.getMessage()));
        }
        String document = new String(input.bytes(), StandardCharsets.UTF_8);
        for (ReceivedOrder order : orders) {
            check(order);
            assertThat(document.contains(order.json()) || isShortened(order)).isTrue();
        }
        if (whole) {
            assertThat(orders).hasSize(elementsOf(document));
        }
    }

    private static void single(FuzzInput input) throws IOException {
        ReceivedOrder order = new OrderParser().parse(input.text());
        assertThat(order.json()).isEqualTo(input.text());
        check(order);
        try {
            List<ReceivedOrder> read = new ArrayList<>();
            new OrderArrayReader(MAX_CHARS, 1, MAX_CHARS)
                    .readSingle(new ByteArrayInputStream(input.bytes()), read::add);
            assertThat(read).hasSize(1);
            check(read.get(0));
        } catch (MalformedAnswerException e) {
            assertNothingSecret(String.valueOf(e.getMessage()));
        }
    }

    private static void errorBody(FuzzInput input) {
        ApiErrorBody body = ApiErrorBody.read(new ByteArrayInputStream(input.bytes()));

        for (String text : Stream.of(body.kode(), body.melding(), body.korrelasjonsid())
                .filter(text -> text != null)
                .toList()) {
            assertThat(text).hasSizeLessThanOrEqualTo(500);
        }
        FailureDetails details =
                new FailureDetails(403, body.kode(), body.melding(), body.korrelasjonsid(), "sent", null);
        assertNothingSecret(
                String.valueOf(ApiFailures.refused(EMPLOYER, details).getMessage()));
    }

    /** What is kept parses to the same order as was delivered, and a parser that is not ours finds the same in it. */
    private static void check(ReceivedOrder received) throws IOException {
        // Its place in the feed is shown, also if it has eleven digits.
        assertNothingSecret(SEKVENSNUMMER.matcher(received.toString()).replaceAll("sekvensnummer"));
        if (received instanceof Malformed malformed) {
            assertNothingSecret(malformed.problem());
            if (isShortened(received)) {
                assertThat(malformed.json()).hasSizeLessThan(2200);
            } else {
                assertThat(new OrderParser().parse(malformed.json())).isEqualTo(malformed);
            }
            return;
        }
        assertThat(new OrderParser().parse(received.json())).isEqualTo(received);
        Trekkpaalegg order = ((Valid) received).order();
        JsonNode json = PLAIN.readTree(received.json());
        assertThat(json.get("trekkid").textValue()).isEqualTo(order.trekkid());
        assertThat(json.get("trekkversjon").intValue()).isEqualTo(order.trekkversjon());
        assertThat(json.get("sekvensnummer").longValue()).isEqualTo(order.sekvensnummer());
        assertThat(json.get("skyldner").textValue()).isEqualTo(order.skyldner().value());
        assertThat(json.get("trekkstatus").textValue())
                .isEqualTo(order.trekkstatus().value());
        assertThat(json.get("trekkstoerrelseForPeriode"))
                .hasSize(order.trekkstoerrelseForPeriode().size());
    }

    private static boolean isShortened(ReceivedOrder received) {
        return received instanceof Malformed malformed && malformed.problem().startsWith("the element has ");
    }

    private static int elementsOf(String document) throws IOException {
        int elements = 0;
        try (JsonParser parser = PLAIN_PARSER.createParser(document)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                elements++;
            }
        }
        return elements;
    }

    private static void assertNothingSecret(String shown) {
        assertThat(FORBIDDEN.in(UUID.matcher(shown).replaceAll("-"))).isEmpty();
    }
}
