package no.trekkpaalegg.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import no.trekkpaalegg.client.JsonValue.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Streams over a JSON array and passes on its elements one by one, each as received. The largest element decides how much memory is
 * needed.
 *
 * <p>The consumer gets elements before the end of the answer shows that the whole answer is well-formed.
 */
final class OrderArrayReader {
    private static final JsonFactory JSON = JsonLimits.elementFindingJsonFactory();

    private final OrderParser orderParser = new OrderParser();
    private final long maxChars;
    private final long maxElements;
    private final int maxElementChars;

    /**
     * @param maxChars longest answer, in characters
     * @param maxElements largest number of elements
     * @param maxElementChars longest element, in characters; a longer one is malformed, and dropped while it is received
     */
    OrderArrayReader(long maxChars, long maxElements, int maxElementChars) {
        this.maxChars = maxChars;
        this.maxElements = maxElements;
        this.maxElementChars = maxElementChars;
    }

    /**
     * Reads an array.
     *
     * @throws MalformedAnswerException if the answer is not one whole JSON array in UTF-8
     * @throws IOException if the answer could not be received
     */
    void read(InputStream body, Consumer<ReceivedOrder> consumer) throws IOException {
        read(body, this::readArray, consumer);
    }

    /**
     * Reads a single order in the same way.
     *
     * @throws MalformedAnswerException if the answer is not one whole JSON object in UTF-8
     * @throws IOException if the answer could not be received
     */
    void readSingle(InputStream body, Consumer<ReceivedOrder> consumer) throws IOException {
        read(body, this::readObject, consumer);
    }

    private interface Content {
        void read(JsonParser parser, ElementRecorder recorder, Consumer<ReceivedOrder> consumer) throws IOException;
    }

    private void read(InputStream body, Content content, Consumer<ReceivedOrder> consumer) throws IOException {
        ElementRecorder recorder = new ElementRecorder(
                new InputStreamReader(
                        body,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                maxChars,
                maxElementChars);
        try (JsonParser parser = JSON.createParser(recorder)) {
            if (parser.nextToken() == null) {
                throw new MalformedAnswerException("the answer is empty");
            }
            content.read(parser, recorder, consumer);
            if (parser.nextToken() != null) {
                throw new MalformedAnswerException("the answer continues after its end");
            }
        } catch (JsonProcessingException e) {
            // Jackson's message can quote the answer, so only the position is passed on.
            throw new MalformedAnswerException(
                    "the answer is not well-formed JSON, is nested too deep, or ends early" + place(e.getLocation()));
        } catch (CharacterCodingException e) {
            throw new MalformedAnswerException("the answer is not UTF-8");
        }
    }

    /** Jackson gives no location when one of its limits is exceeded. */
    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : ", at character " + location.getCharOffset();
    }

    private void readArray(JsonParser parser, ElementRecorder recorder, Consumer<ReceivedOrder> consumer)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new MalformedAnswerException("the answer is not a JSON array");
        }
        for (long elements = 1; parser.nextToken() != JsonToken.END_ARRAY; elements++) {
            if (elements > maxElements) {
                throw new AnswerTooLongException("the answer has more than " + maxElements + " elements");
            }
            consumer.accept(element(parser, recorder));
        }
    }

    private void readObject(JsonParser parser, ElementRecorder recorder, Consumer<ReceivedOrder> consumer)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedAnswerException("the answer is not a JSON object");
        }
        consumer.accept(element(parser, recorder));
    }

    private ReceivedOrder element(JsonParser parser, ElementRecorder recorder) throws IOException {
        long start = parser.currentTokenLocation().getCharOffset();
        recorder.begin(start);
        Fields key = JsonValue.skip(parser, OrderBinder.KEY_NAMES, maxElementChars);
        parser.finishToken();
        long end = parser.currentLocation().getCharOffset();
        String json = recorder.elementUntil(end);
        return recorder.hasAll(end)
                ? orderParser.parse(json)
                : OrderParser.tooLong(json, end - start, maxElementChars, key);
    }
}
