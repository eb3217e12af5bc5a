package no.trekkpaalegg.maskinporten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReloadingSigningKeySourceTest {
    private static final String FIRST = TestKeys.FIRST.toJSONString();
    private static final String SECOND = TestKeys.SECOND.toJSONString();

    private final AtomicReference<String> content = new AtomicReference<>(FIRST);
    private final ReloadingSigningKeySource source = new ReloadingSigningKeySource(this::read, null);
    private final LogCapture log = new LogCapture();

    private String read() {
        String text = content.get();
        if (text == null) {
            throw new UncheckedIOException(new IOException("secret"));
        }
        return text;
    }

    @AfterEach
    void stopCapturing() {
        log.close();
    }

    @Test
    void whenContentIsUnchanged_thenTheKeyIsNotParsedAgain() {
        assertThat(source.current()).isSameAs(source.current());
    }

    @Test
    void whenContentChanges_thenTheNewKeyIsUsed() {
        source.current();
        content.set(SECOND);

        assertThat(source.current()).hasToString("SigningKey[RS256, kid=key-2]");
    }

    @Test
    void whenNewContentIsUnusable_thenTheOldKeyIsKeptAndItIsLoggedOnce() {
        SigningKey old = source.current();
        content.set(TestKeys.FIRST.toPublicJWK().toJSONString());

        assertThat(source.current()).isSameAs(old);
        assertThat(source.current()).isSameAs(old);

        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("public key")
                .contains("key-1");
    }

    @Test
    void whenAnotherUnusableContentFollows_thenItIsSaidAgain() {
        source.current();
        content.set("broken");
        source.current();
        content.set("broken, too");
        source.current();

        assertThat(log.warnings()).hasSize(2);
    }

    @Test
    void whenContentCannotBeRead_thenTheOldKeyIsKept() {
        SigningKey old = source.current();
        content.set(null);

        assertThat(source.current()).isSameAs(old);
        assertThat(source.current()).isSameAs(old);
        assertThat(log.warnings()).singleElement().asString().contains("could not be read");
        assertThat(log.text()).doesNotContain("secret");
    }

    @Test
    void whenUnusableContentIsMended_thenTheNewKeyIsUsed() {
        source.current();
        content.set("broken");
        source.current();
        content.set(SECOND);

        assertThat(source.current()).hasToString("SigningKey[RS256, kid=key-2]");
    }

    @Test
    void whenFirstContentIsUnusable_thenItIsThrownUntilItIsMended() {
        content.set("broken");
        assertThatThrownBy(source::current).isInstanceOf(UnusableKeyException.class);

        content.set(FIRST);
        assertThat(source.current()).hasToString("SigningKey[RS256, kid=key-1]");
    }

    @Test
    void whenKeysAreLogged_thenNothingOfThemIsShown() {
        source.current();
        content.set(SECOND);
        source.current();

        assertThat(log.text())
                .contains("key-2")
                .doesNotContain(TestKeys.FIRST.getPrivateExponent().toString())
                .doesNotContain(TestKeys.SECOND.getPrivateExponent().toString());
    }
}
