package no.trekkpaalegg.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of an answer while it is received. Every exception of the HTTP client is then a fault of the connection and is thrown as
 * {@link IOException}. A runtime exception can only come from the code that reads the JSON.
 */
final class AnswerBody extends FilterInputStream {

    AnswerBody(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (RuntimeException e) {
            throw trouble(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (RuntimeException e) {
            throw trouble(e);
        }
    }

    /** Without the exception, because it can quote what was received. */
    private static IOException trouble(RuntimeException e) {
        return new IOException("the HTTP client failed with " + e.getClass().getSimpleName());
    }
}
