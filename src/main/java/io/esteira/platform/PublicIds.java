package io.esteira.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that the world outside sees. */
public final class PublicIds {

    /** Name space of all ids of Esteira, itself a version 5 id. */
    private static final UUID NAMESPACE = UUID.fromString("6f0c7c1e-6b0e-5f7a-9d57-0e5f1a7c0b3d");

    private PublicIds() {}

    /**
     * The id of a thing by the first key that a source gave it: version 5 (RFC 9562 §5.5) of company, entity, source and key,
     * so that replay and restore give the same id again.
     */
    public static UUID of(String company, String entity, String source, String key) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        sha1.update((company + '|' + entity + '|' + source + '|' + key).getBytes(StandardCharsets.UTF_8));
        ByteBuffer digest = ByteBuffer.wrap(sha1.digest());
        long high = digest.getLong() & 0xffffffffffff0fffL | 0x5000L;
        long low = digest.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
