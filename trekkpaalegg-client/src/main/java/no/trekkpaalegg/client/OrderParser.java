package no.trekkpaalegg.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.function.Supplier;
import no.trekkpaalegg.client.JsonValue.Fields;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Parses one element of an answer, or says what is wrong with it. Unknown fields are ignored. Safe for use by many threads.
 *
 * @hidden
 */
@API(status = Status.INTERNAL)
public final class OrderParser {
    private static final JsonFactory JSON = JsonLimits.orderJsonFactory();

    /** Returns the order version in the element, or what is wrong with it. No content of the element makes it throw. */
    public ReceivedOrder parse(String json) {
        JsonValue element = read(json);
        if (element == null) {
            String problem = "the element is not well-formed JSON, or has a field twice";
            return new Malformed(json, problem, null, null, null);
        }
        try {
            return new Valid(OrderBinder.bind(element), json);
        } catch (MalformedOrderException | IllegalArgumentException e) {
            return malformed(element, json, String.valueOf(e.getMessage()));
        }
    }

    /** Jackson's messages can quote the element, and its exceptions have several types, so none is passed on. */
    private static @Nullable JsonValue read(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            return JsonValue.readDocument(parser, OrderBinder.NAMES);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** The beginning of an element that was too long to be kept. */
    static Malformed tooLong(String beginning, long length, int maxLength, Fields key) {
        return malformed(
                key,
                beginning + " … (of " + length + " characters only the first " + beginning.length() + " are kept)",
                "the element has " + length + " characters, and more than " + maxLength + " are not accepted");
    }

    private static Malformed malformed(JsonValue element, String json, String problem) {
        if (!(element instanceof Fields)) {
            return new Malformed(json, problem, null, null, null);
        }
        JsonFields order = JsonFields.of(element, "");
        return new Malformed(
                json,
                problem,
                ifReadable(() -> order.text("trekkid")),
                ifReadable(() -> OrderBinder.trekkversjon(order)),
                ifReadable(() -> OrderBinder.sekvensnummer(order)));
    }

    private static <T> @Nullable T ifReadable(Supplier<T> field) {
        try {
            return field.get();
        } catch (MalformedOrderException e) {
            return null;
        }
    }
}
