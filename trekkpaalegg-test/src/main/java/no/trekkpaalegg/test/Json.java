package no.trekkpaalegg.test;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes plain maps, lists and values as the JSON both authorities answer with. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true)
            .build();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            // Without the cause, whose message may quote the value.
            throw new IllegalArgumentException(
                    "cannot be written as JSON: use maps, lists, strings, numbers and booleans");
        }
    }
}
