package no.trekkpaalegg.boot.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import no.trekkpaalegg.inbox.InboxKey;
import org.junit.jupiter.api.Test;

class KeyDigestTest {

    /** Digests are in databases: another way to compute them would deliver everything again. */
    @Test
    void whenTheLibraryChanges_thenTheDigestsStay() {
        assertThat(KeyDigest.ofEntry(new InboxKey("313367002", "10001", 1, "aktiv")))
                .isEqualTo("82c4b3774c3014f59f1393c4161b744d2d1bcb81b4fb8c255ca5f730c8b13162");
        assertThat(KeyDigest.ofOrder("313367002", "10001"))
                .isEqualTo("ee91794906f066c52894db24e1872a088a6b64497cd9c8d5604ece5eb0f99569");
    }

    @Test
    void whenPartsRunTogetherAlike_thenDigestsDiffer() {
        assertThat(KeyDigest.ofOrder("1", "23")).isNotEqualTo(KeyDigest.ofOrder("12", "3"));
        assertThat(KeyDigest.ofOrder("1", "")).isNotEqualTo(KeyDigest.ofOrder("", "1"));
    }
}
