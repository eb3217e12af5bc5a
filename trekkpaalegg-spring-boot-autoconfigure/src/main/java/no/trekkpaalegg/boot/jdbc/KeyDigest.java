package no.trekkpaalegg.boot.jdbc;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import no.trekkpaalegg.inbox.InboxKey;

/**
 * Keys of a fixed length. {@code trekkid} and {@code trekkstatus} can have any length (contract section 1), and an index is
 * limited. A digest also distinguishes case, accents and trailing blanks, which a database's collation can ignore.
 */
final class KeyDigest {
    private KeyDigest() {}

    /** One order version of an employer: 64 hexadecimal digits. */
    static String ofEntry(InboxKey key) {
        return digest(key.employer(), key.trekkid(), Integer.toString(key.trekkversjon()), key.trekkstatus());
    }

    /** One order of an employer: 64 hexadecimal digits. */
    static String ofOrder(String employer, String trekkid) {
        return digest(employer, trekkid);
    }

    /** Each part is preceded by its length, so that two different lists of parts have different digests. */
    private static String digest(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + part.length() * Character.BYTES);
            bytes.putInt(part.length()).asCharBuffer().put(part);
            digest.update(bytes.rewind());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
