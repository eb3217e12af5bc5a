package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10001",
                "å😀",
                "\u0000",
                "\\u0000",
                "\\\\",
                "\\",
                "a\u0000\\b",
                "\uD83D",
                "\uDE00\uD83D",
                "u0041"
            })
    void whenAKeyIsWrittenAndRead_thenItIsTheSame(String key) {
        assertThat(StoredText.decodedKey(StoredText.encodedKey(key))).isEqualTo(key);
    }

    @Test
    void whenAKeyIsOrdinary_thenOperatorsReadItAsItIs() {
        assertThat(StoredText.encodedKey("fe0d1de1-9840-4480-9382-3dbad27e9002 å😀"))
                .isEqualTo("fe0d1de1-9840-4480-9382-3dbad27e9002 å😀");
    }

    @Test
    void whenAKeyHoldsWhatADatabaseDoesNotTake_thenNothingOfItIsWritten() {
        assertThat(StoredText.encodedKey("a\u0000b\uD83Dc")).isEqualTo("a\\u0000b\\ud83dc");
    }

    /** As Oracle returns it. */
    @Test
    void whenAnEmptyKeyComesBackAsNull_thenItIsEmptyAgain() {
        assertThat(StoredText.decodedKey(null)).isEmpty();
    }

    @Test
    void whenAnyOtherTextHoldsBackslashes_thenTheyStayAsTheyAre() {
        assertThat(StoredText.storable("{\"a\":\"\\n\\u0000\"}")).isEqualTo("{\"a\":\"\\n\\u0000\"}");
        assertThat(StoredText.storable(null)).isNull();
    }
}
