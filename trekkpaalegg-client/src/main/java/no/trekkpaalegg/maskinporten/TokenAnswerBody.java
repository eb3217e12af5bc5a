package no.trekkpaalegg.maskinporten;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;

/** Reads the JSON of an answer, as far as it is JSON and of reasonable size. */
final class TokenAnswerBody {
    static final int MAX_BYTES = 64 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private TokenAnswerBody() {}

    /**
     * The body, closed afterwards.
     *
     * @return a missing node if it is too long or no JSON; what the parser said is dropped, for it quotes its input
     * @throws IOException if the connection broke
     */
    static JsonNode read(InputStream body) throws IOException {
        byte[] bytes;
        try (body) {
            bytes = body.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode json = JSON.readTree(bytes);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
