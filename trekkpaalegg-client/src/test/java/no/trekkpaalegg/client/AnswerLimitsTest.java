package no.trekkpaalegg.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import java.util.stream.Stream;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long and how deep answers and their elements may be. */
class AnswerLimitsTest extends OrderArrayFixture {
    @Test
    void whenANumberOrNameIsTooLong_thenOnlyThatElementIsMalformed() throws IOException {
        String longNumber = OrderJson.with("/nytt", "1".repeat(2000));
        String longName = OrderJson.with("/" + "n".repeat(60_000), "1");

        List<ReceivedOrder> orders =
                read(OrderJson.array(OrderJson.order(1), longNumber, OrderJson.order(2), longName, OrderJson.order(3)));

        assertThat(orders).extracting(order -> order instanceof Valid).containsExactly(true, false, true, false, true);
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
}
