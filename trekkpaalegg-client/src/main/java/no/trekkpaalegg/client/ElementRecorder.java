package no.trekkpaalegg.client;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Remembers the characters that pass through since the element began, so that it can be handed on exactly as it was received while the
 * parser streams over it. Of an element that is too long only the beginning is kept.
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
     * @param maxChars how long the answer may be
     * @param maxElementChars how long an element may be to be kept as a whole
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

    /** The parser asks for more when it has used up what it got, so that all that is recorded by then is of the element it is at. */
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

    /** Begins to record an element. Offsets are counted from the start of the document. */
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

    /** The element that ends here, or the first characters of one that was too long. */
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
