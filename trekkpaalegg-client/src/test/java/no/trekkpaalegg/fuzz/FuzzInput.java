package no.trekkpaalegg.fuzz;

/** What is handed over: characters, possibly with half surrogate pairs, and the same in UTF-8, possibly with wrong bytes. */
public final class FuzzInput {
    private final String text;
    private final byte[] bytes;

    FuzzInput(String text, byte[] bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    public String text() {
        return text;
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
