package no.trekkpaalegg.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.function.Supplier;
import no.trekkpaalegg.client.ReceivedOrder.Malformed;
import no.trekkpaalegg.client.ReceivedOrder.Valid;
import org.jspecify.annotations.Nullable;

/**
 * Understands one element of an answer, or says what is wrong with it. Unknown fields are ignored. Safe for use by many threads.
 */
public final class OrderParser {
    private static final ObjectReader READER = JsonMapper.builder(JsonLimits.jsonFactory())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /** The order version in the element, or what is wrong with it. Never throws for what the element holds. */
    public ReceivedOrder parse(String json) {
        JsonNode element;
        try {
            element = READER.readTree(json);
        } catch (JsonProcessingException e) {
            // Jackson's message may quote the element, so only the kind of trouble is passed on.
            String problem = "the element is not well-formed JSON, or has a field twice";
            return new Malformed(json, problem, null, null, null);
        }
        try {
            return new Valid(OrderBinder.bind(element), json);
        } catch (MalformedOrderException | IllegalArgumentException e) {
            return malformed(element, json, String.valueOf(e.getMessage()));
        }
    }

    private static Malformed malformed(JsonNode element, String json, String problem) {
        if (!element.isObject()) {
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
