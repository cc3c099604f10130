package io.esteira.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The {@code id} of a thing in the contract: opaque, unique in the whole hub.
 *
 * @param type the GraphQL type, such as {@code ProductionOrder}
 * @param publicId the row's {@code public_id}
 */
public record GlobalId(String type, UUID publicId) {

    private static final int UUID_LENGTH = 36;

    /** What clients see. */
    public String text() {
        byte[] bytes = (type + ':' + publicId).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The id that a client sent; empty when it is none. */
    public static Optional<GlobalId> find(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            if (colon < 1 || plain.length() != colon + 1 + UUID_LENGTH) {
                return Optional.empty();
            }
            return Optional.of(new GlobalId(plain.substring(0, colon), UUID.fromString(plain.substring(colon + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The id that a client sent.
     *
     * @throws ReadRefused when it is none
     */
    public static GlobalId parse(Object text) {
        return find((String) text)
                .orElseThrow(() -> ReadRefused.badInput("The id is malformed: give one that the hub gave."));
    }
}
