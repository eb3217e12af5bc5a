package no.trekkpaalegg.maskinporten;

import java.util.AbstractList;
import java.util.Objects;

/** The value of a form field. {@code toString} does not show it, because Spring's HTTP client logs the form that it sends. */
final class MaskedValue extends AbstractList<String> {
    private final String value;

    MaskedValue(String value) {
        this.value = value;
    }

    @Override
    public String get(int index) {
        Objects.checkIndex(index, 1);
        return value;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public String toString() {
        return "[***]";
    }
}
