package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements one by one out of an array, each character for character as received. */
class OrderArrayReaderTest {
    private static final int MAX_ELEMENT = 256 * 1024;
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
    void whenAnElementIsAtTheLimit_thenItIsRead_butNotOneCharacterMore() throws IOException {
        for (String filler : List.of("x", "\\n", "å", "😀")) {
            String order = OrderJson.with("/nytt", "\"\"");
            int fill = MAX_ELEMENT - order.length();
            String atTheLimit = order.replace(
                    "\"nytt\":\"\"",
                    "\"nytt\":\"" + filler.repeat(fill / filler.length()) + "y".repeat(fill % filler.length()) + "\"");

            List<ReceivedOrder> orders = read(OrderJson.array(
                    OrderJson.order(1), atTheLimit, atTheLimit.replace("\"nytt", " \"nytt"), OrderJson.order(2)));

            assertThat(atTheLimit).hasSize(MAX_ELEMENT);
            assertThat(orders)
                    .extracting(received -> received instanceof Valid)
                    .containsExactly(true, true, false, true);
            assertThat(orders.get(1).json()).isEqualTo(atTheLimit);
            assertThat(orders.get(3).json()).isEqualTo(OrderJson.order(2));
        }
    }

    static Stream<String> tooLong() {
        String string = "\"nytt\":\"" + "x".repeat(2_000_000) + "\"";
        String array = "\"nytt\":[" + "0, ".repeat(500_000) + "0]";
        String objects = "\"nytt\":" + "{\"a\":[".repeat(40) + "1,".repeat(300_000) + "2" + "]}".repeat(40);
        String whitespace = " ".repeat(600_000) + "\"nytt\":1";
        String name = "\"" + "n".repeat(700_000) + "\":1";
        String number = "\"nytt\":" + "1".repeat(800_000);
        return Stream.of(string, array, objects, whitespace, name, number);
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void whenAnElementIsTooLong_thenItIsMalformedByItself_andKnownByWhatIdentifiesIt(String filler) throws IOException {
        String order = OrderJson.order(7);
        String before = "{" + filler + "," + order.substring(1);
        String after = order.substring(0, order.length() - 1) + "," + filler + "}";

        List<ReceivedOrder> orders = read(OrderJson.array(
                OrderJson.order(1),
                before,
                OrderJson.order(2),
                after,
                "17",
                after,
                "\"" + "x".repeat(3_000_000) + "\"",
                order));

        assertThat(orders)
                .extracting(received -> received instanceof Valid)
                .containsExactly(true, false, true, false, false, false, false, true);
        for (int at : new int[] {1, 3, 5}) {
            Malformed malformed = (Malformed) orders.get(at);
            assertThat(malformed)
                    .extracting(Malformed::trekkid, Malformed::trekkversjon, Malformed::sekvensnummer)
                    .containsExactly("id-7", 2, 7L);
            assertThat(malformed.problem())
                    .contains("has " + before.length() + " characters", "more than " + MAX_ELEMENT);
            assertThat(malformed.json())
                    .hasSizeLessThan(2200)
                    .startsWith((at == 1 ? before : after).substring(0, 2000))
                    .contains("only the first 2000 are kept");
        }
        assertThat(((Malformed) orders.get(6)).trekkid()).isNull();
        assertThat(orders.get(7).json()).isEqualTo(order);
    }

    @Test
    void whenWhatIdentifiesAnElementIsTooLongItself_thenTheRestIsKnown() throws IOException {
        String order = OrderJson.with("/trekkid", "\"" + "x".repeat(1_000_000) + "\"");

        assertThat(read("[" + order + "]"))
                .singleElement()
                .extracting("trekkid", "trekkversjon", "sekvensnummer")
                .containsExactly(null, 2, 159L);
    }

    @Test
    void whenAnElementNeverEnds_thenTheAnswerIsMalformed() {
        for (String endless : List.of(
                "[\"" + "x".repeat(5_000_000), "[{\"a\":[" + "0,".repeat(2_500_000), "[" + " ".repeat(5_000_000))) {
            assertThatExceptionOfType(MalformedAnswerException.class)
                    .isThrownBy(() -> read(endless))
                    .withMessageContaining("an element is longer than");
        }
    }

    @Test
    void whenFieldNamesAreManyAndLong_thenNothingOfThemIsKept() throws IOException {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        System.gc();
        long before = memory.getHeapMemoryUsage().getUsed();
        for (int answer = 0; answer < 200; answer++) {
            StringBuilder element = new StringBuilder("[{");
            for (int field = 0; field < 5; field++) {
                element.append('"')
                        .append(answer)
                        .append('-')
                        .append(field)
                        .append("n".repeat(45_000))
                        .append("\":1,");
            }
            read(element.append("\"a\":1}]").toString());
        }
        System.gc();

        assertThat(memory.getHeapMemoryUsage().getUsed() - before).isLessThan(20_000_000);
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
        new OrderArrayReader(maxChars, 1000, MAX_ELEMENT).read(new ByteArrayInputStream(document), orders::add);
        return orders;
    }
}
