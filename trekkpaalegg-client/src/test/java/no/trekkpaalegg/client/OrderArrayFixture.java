package no.trekkpaalegg.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Reads a document as the answer of the API. */
abstract class OrderArrayFixture {
    static final int MAX_ELEMENT = 256 * 1024;
    static final String[] WHITESPACE = {"", " ", "\n", "\r\n\t", "   \n  "};

    static String whitespace(Random random) {
        return WHITESPACE[random.nextInt(WHITESPACE.length)];
    }

    static List<ReceivedOrder> read(String document) throws IOException {
        return read(document, Long.MAX_VALUE);
    }

    static List<ReceivedOrder> read(String document, long maxChars) throws IOException {
        return read(document.getBytes(StandardCharsets.UTF_8), maxChars);
    }

    static List<ReceivedOrder> read(byte[] document) throws IOException {
        return read(document, Long.MAX_VALUE);
    }

    static List<ReceivedOrder> read(byte[] document, long maxChars) throws IOException {
        List<ReceivedOrder> orders = new ArrayList<>();
        new OrderArrayReader(maxChars, 1000, MAX_ELEMENT).read(new ByteArrayInputStream(document), orders::add);
        return orders;
    }
}
