package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements one by one out of an array, each character for character as received. */
class OrderArrayReaderTest {
    private static final String[] WHITESPACE = {"", " ", "\n", "\r\n\t", "   \n  "};

    @Test
    void whenTheArrayIsEmpty_thenThereAreNoElements() throws IOException {
        assertThat(read("[]")).isEmpty();
        assertThat(read(" \n[ \t\r ]\n ")).isEmpty();
    }

    @Test
    void whenElementsAreWrittenOddly_thenTheirTextIsKept() throws IOException {
        String odd = OrderJson.order()
                .replace("23.0", "\t1.700E+1 ")
                .replace("4400", " 17.00\r\n")
                .replace("\"saksnummer\"", "\"\\u0073aksnummer\" ")
                .replace("TREKK/2026/4", "TREKK\\/2026\\u00e5 å 😀 \\ud83d\\ude00 \\\" ] } ,")
                .replace("{\"trekkid\"", "{ \n\n \"nytt\" : [ ] , \"trekkid\"");

        List<ReceivedOrder> orders = read("  [ " + odd + "\n,\t" + OrderJson.order(7) + " ] ");

        assertThat(orders).hasOnlyElementsOfType(Valid.class);
        assertThat(orders).extracting(ReceivedOrder::json).containsExactly(odd, OrderJson.order(7));
        assertThat(((Valid) orders.get(0)).trekkpaalegg().saksnummer()).isEqualTo("TREKK/2026å å 😀 😀 \" ] } ,");
    }

    @Test
    void whenElementsAreNoObjects_thenEachIsMalformedOnItsOwn() throws IOException {
        List<ReceivedOrder> orders =
                read("[null,17.00, -1e5 ,true,false,\"a\\\"]\",[[],{}],{}," + OrderJson.order() + ",0]");

        assertThat(orders)
                .extracting(ReceivedOrder::json)
                .containsExactly(
                        "null",
                        "17.00",
                        "-1e5",
                        "true",
                        "false",
                        "\"a\\\"]\"",
                        "[[],{}]",
                        "{}",
                        OrderJson.order(),
                        "0");
        assertThat(orders).filteredOn(Valid.class::isInstance).hasSize(1);
        assertThat(orders).filteredOn(Malformed.class::isInstance).hasSize(9);
    }

    @Test
    void whenElementsLieAcrossBuffers_thenTheirTextIsKept() throws IOException {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            List<String> elements = new ArrayList<>();
            StringBuilder document = new StringBuilder("[");
            for (int i = 0; i < 40; i++) {
                elements.add(randomElement(random));
                document.append(i == 0 ? "" : ",")
                        .append(whitespace(random))
                        .append(elements.get(i))
                        .append(whitespace(random));
            }

            assertThat(read(document.append(']').toString()))
                    .extracting(ReceivedOrder::json)
                    .containsExactlyElementsOf(elements);
        }
    }

    @Test
    void whenAFieldIsThereTwice_thenOnlyThatElementIsMalformed() throws IOException {
        String twice = OrderJson.order().replace("\"trekkversjon\":2", "\"trekkversjon\":2,\"trekkversjon\":2");

        List<ReceivedOrder> orders = read(OrderJson.array(OrderJson.order(1), twice, OrderJson.order(2)));

        assertThat(orders).extracting(order -> order instanceof Valid).containsExactly(true, false, true);
        assertThat(orders.get(1).json()).isEqualTo(twice);
    }

    @Test
    void whenANumberOrNameIsTooLong_thenOnlyThatElementIsMalformed() throws IOException {
        String longNumber = OrderJson.with("/nytt", "1".repeat(2000));
        String longName = OrderJson.with("/" + "n".repeat(60_000), "1");

        List<ReceivedOrder> orders =
                read(OrderJson.array(OrderJson.order(1), longNumber, OrderJson.order(2), longName, OrderJson.order(3)));

        assertThat(orders).extracting(order -> order instanceof Valid).containsExactly(true, false, true, false, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "null",
                "{}",
                "17",
                "\"[]\"",
                "true",
                "<html>maintenance</html>",
                "Service unavailable",
                "[",
                "[{}",
                "[{},",
                "[{}}",
                "[{} {}]",
                "[{},]",
                "[,]",
                "[nul]",
                "[\"\u0001\"]",
                "[{\"a\":01}]",
                "[\"\\x\"]",
                "[NaN]",
                "[/* comment */]",
                "[] []",
                "[]x",
                "[],",
                "[]]",
                "[{}]{}"
            })
    void whenTheDocumentIsNotOneWholeArray_thenTheAnswerIsMalformed(String document) {
        assertThatExceptionOfType(MalformedAnswerException.class).isThrownBy(() -> read(document));
    }

    @Test
    void whenTheDocumentIsNotUtf8_thenTheAnswerIsMalformed() {
        byte[] latin1 = "[{\"saksnummer\":\"på\"}]".getBytes(StandardCharsets.ISO_8859_1);
        byte[] cutInTwo = {'[', '"', (byte) 0xc3};

        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> read(latin1))
                .withMessage("the answer is not UTF-8");
        assertThatExceptionOfType(MalformedAnswerException.class).isThrownBy(() -> read(cutInTwo));
    }

    @Test
    void whenTheDocumentIsNestedTooDeep_thenTheAnswerIsMalformed() throws IOException {
        assertThat(read("[" + "[".repeat(50) + "]".repeat(50) + "]")).hasSize(1);
        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> read("[".repeat(10_000) + "]".repeat(10_000)));
        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> read("[" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000) + "]"));
    }

    @Test
    void whenAnElementIsVeryLong_thenTheAnswerIsMalformed_butOneBelowTheLimitIsNot() throws IOException {
        assertThat(read("[\"" + "x".repeat(1_900_000) + "\"]")).hasSize(1);
        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> read("[\"" + "x".repeat(JsonLimits.MAX_ELEMENT_CHARS) + "\"]"))
                .withMessageContaining("an element is longer than");
    }

    @Test
    void whenTheAnswerIsLongerThanAllowed_thenItIsMalformed_butOneAtTheLimitIsNot() throws IOException {
        String document = OrderJson.array(OrderJson.order(1), OrderJson.order(2));

        assertThat(read(document, document.length())).hasSize(2);
        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> read(document, document.length() - 1))
                .withMessageContaining("the answer is longer than");
    }

    @Test
    void whenThereAreMoreElementsThanAllowed_thenTheAnswerIsMalformed_butNotWhenThereAreAsMany() throws IOException {
        assertThat(read("[" + "0,".repeat(999) + "0]")).hasSize(1000);
        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> read("[" + "0,".repeat(1000) + "0]"))
                .withMessage("the answer has more than 1000 elements");
    }

    @Test
    void whenTheAnswerIsMalformed_thenTheMessageHoldsNothingOfIt() {
        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> read("[{\"skyldner\":" + OrderJson.PERSON + "x}]"))
                .withMessageNotContaining(OrderJson.PERSON)
                .withNoCause();
    }

    private static String randomElement(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "\"" + "😀å\\n".repeat(random.nextInt(900)) + "\"";
            case 1 -> String.valueOf(random.nextLong());
            case 2 -> random.nextInt(100_000) + "." + "0".repeat(1 + random.nextInt(300));
            case 3 -> random.nextBoolean() ? "null" : "true";
            case 4 -> "[" + whitespace(random) + "]";
            default ->
                "{\"" + "k".repeat(random.nextInt(500)) + "\":" + whitespace(random) + "\""
                        + "v".repeat(random.nextInt(9000)) + "\"}";
        };
    }

    private static String whitespace(Random random) {
        return WHITESPACE[random.nextInt(WHITESPACE.length)];
    }

    private static List<ReceivedOrder> read(String document) throws IOException {
        return read(document, Long.MAX_VALUE);
    }

    private static List<ReceivedOrder> read(String document, long maxChars) throws IOException {
        return read(document.getBytes(StandardCharsets.UTF_8), maxChars);
    }

    private static List<ReceivedOrder> read(byte[] document) throws IOException {
        return read(document, Long.MAX_VALUE);
    }

    private static List<ReceivedOrder> read(byte[] document, long maxChars) throws IOException {
        List<ReceivedOrder> orders = new ArrayList<>();
        new OrderArrayReader(maxChars, 1000).read(new ByteArrayInputStream(document), orders::add);
        return orders;
    }
}
