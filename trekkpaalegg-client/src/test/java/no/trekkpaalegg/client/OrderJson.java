package no.trekkpaalegg.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Orders as JSON text: the contract's example, and what becomes of it when one field is changed. */
final class OrderJson {
    static final String PERSON = "10908412345";

    private static final JsonMapper JSON = new JsonMapper();

    private OrderJson() {}

    /** A numbered example of {@code src/test/resources/orders}. */
    static String example(String name) {
        try (InputStream resource = OrderJson.class.getResourceAsStream("/orders/" + name + ".json")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The contract's example. */
    static String order() {
        return example("01-percent-then-amount");
    }

    /** The contract's example with another sequence number, and a {@code trekkid} made of it. */
    static String order(long sekvensnummer) {
        return with("/trekkid", "\"id-" + sekvensnummer + "\"")
                .replace("\"sekvensnummer\":159", "\"sekvensnummer\":" + sekvensnummer);
    }

    /** The contract's example with one value replaced, or added. */
    static String with(String pointer, String json) {
        return change(pointer, json);
    }

    /** The contract's example without one field. */
    static String without(String pointer) {
        return change(pointer, null);
    }

    static String array(String... elements) {
        return Arrays.stream(elements).collect(Collectors.joining(",", "[", "]"));
    }

    private static String change(String pointer, String json) {
        try {
            JsonNode order = JSON.readTree(order());
            int lastSlash = pointer.lastIndexOf('/');
            JsonNode parent = order.at(pointer.substring(0, lastSlash));
            String field = pointer.substring(lastSlash + 1);
            if (parent instanceof ArrayNode periods) {
                periods.set(Integer.parseInt(field), periods.rawValueNode(new RawValue(json)));
            } else if (json == null) {
                ((ObjectNode) parent).remove(field);
            } else {
                ((ObjectNode) parent).putRawValue(field, new RawValue(json));
            }
            return JSON.writeValueAsString(order);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
