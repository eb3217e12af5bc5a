package no.trekkpaalegg.client;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Remembers the characters that pass through since the last {@link #forgetBefore}, so that an element can be handed on exactly
 * as it was received while the parser streams over it.
 */
final class ElementRecorder extends FilterReader {
    private final long maxChars;
    private final StringBuilder recorded = new StringBuilder();
    private long recordedFrom;

    ElementRecorder(Reader in, long maxChars) {
        super(in);
        this.maxChars = maxChars;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            recorded.append(buffer, offset, count);
            if (recorded.length() > JsonLimits.MAX_ELEMENT_CHARS) {
                throw new MalformedAnswerException(
                        "an element is longer than " + JsonLimits.MAX_ELEMENT_CHARS + " characters");
            }
            if (recordedFrom + recorded.length() > maxChars) {
                throw new MalformedAnswerException("the answer is longer than " + maxChars + " characters");
            }
        }
        return count;
    }

    /** The characters from one offset to another, counted from the start of the document. */
    String between(long start, long end) {
        return recorded.substring(Math.toIntExact(start - recordedFrom), Math.toIntExact(end - recordedFrom));
    }

    /** Gives up what lies before an offset. */
    void forgetBefore(long offset) {
        recorded.delete(0, Math.toIntExact(offset - recordedFrom));
        recordedFrom = offset;
    }
}
