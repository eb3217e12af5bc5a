package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

/** Elements are split from the array one by one, and each keeps its text. */
class OrderArrayReaderTest extends OrderArrayFixture {
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
        assertThat(orders.get(0).trekkpaalegg().orElseThrow().saksnummer()).isEqualTo("TREKK/2026å å 😀 😀 \" ] } ,");
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
}
