package no.trekkpaalegg.maskinporten;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;

/** Reads the JSON of an answer, up to a limit of its size. */
final class TokenAnswerBody {
    static final int MAX_BYTES = 64 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private TokenAnswerBody() {}

    /**
     * Reads the body and closes it.
     *
     * @return a missing node if the body is too long or not JSON; the exception of the parser is dropped, because it quotes its
     *     input
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
