package no.trekkpaalegg.client;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Records the characters of the current element while the parser streams over them, so that the element can be passed on exactly as
 * it was received. Of an element that is too long only the beginning is kept.
 */
final class ElementRecorder extends FilterReader {
    private static final int BEGINNING_CHARS = 2000;

    private final long maxChars;
    private final int maxElementChars;
    private final StringBuilder recorded = new StringBuilder();
    private final StringBuilder beginning = new StringBuilder(BEGINNING_CHARS);
    private long recordedFrom;
    private long elementFrom;

    /**
     * @param maxChars longest answer, in characters
     * @param maxElementChars longest element that is kept as a whole, in characters
     */
    ElementRecorder(Reader in, long maxChars, int maxElementChars) {
        super(in);
        this.maxChars = maxChars;
        this.maxElementChars = maxElementChars;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    /** The parser reads more when it has used up its input, so that everything recorded by then belongs to its current element. */
    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (recorded.length() > maxElementChars) {
            beginning.append(recorded, 0, Math.min(recorded.length(), BEGINNING_CHARS - beginning.length()));
            forget(recorded.length());
        }
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            recorded.append(buffer, offset, count);
            long end = recordedFrom + recorded.length();
            if (end > maxChars) {
                throw new AnswerTooLongException("the answer is longer than " + maxChars + " characters");
            }
            if (end - elementFrom > JsonLimits.MAX_SKIPPED_CHARS) {
                throw new MalformedAnswerException(
                        "an element is longer than " + JsonLimits.MAX_SKIPPED_CHARS + " characters");
            }
        }
        return count;
    }

    /** Starts to record an element. Offsets count from the start of the document. */
    void begin(long offset) {
        elementFrom = offset;
        if (offset >= recordedFrom) {
            beginning.setLength(0);
            forget(Math.toIntExact(offset - recordedFrom));
        }
    }

    /** Whether the element that ends here is short enough to have been kept. */
    boolean hasAll(long end) {
        return elementFrom >= recordedFrom && end - elementFrom <= maxElementChars;
    }

    /** The element that ends here, or its first characters if it was too long. */
    String elementUntil(long end) {
        if (elementFrom < recordedFrom) {
            return beginning.toString();
        }
        return recorded.substring(
                0, (int) Math.min(end - elementFrom, hasAll(end) ? maxElementChars : BEGINNING_CHARS));
    }

    private void forget(int count) {
        recorded.delete(0, count);
        recordedFrom += count;
    }
}
