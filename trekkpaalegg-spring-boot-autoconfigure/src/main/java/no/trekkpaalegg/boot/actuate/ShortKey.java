package no.trekkpaalegg.boot.actuate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import no.trekkpaalegg.inbox.InboxKey;

/**
 * A name for an order version that can be shown and typed, whatever its identity looks like: part of a digest. It has fewer digits than a
 * person number.
 */
final class ShortKey {
    private static final int BYTES = 5;

    private ShortKey() {}

    static String of(InboxKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            // The lengths keep the parts apart.
            String text = key.employer() + "/" + key.trekkid().length() + "/" + key.trekkid() + "/" + key.trekkversjon()
                    + "/" + key.trekkstatus();
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
