package io.esteira.outbox;

import java.security.SecureRandom;

/** References that travel into an ERP: nine characters of Crockford's base 32, 45 random bits. Safe for several threads. */
public final class DeliveryReference {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 9;
    private static final SecureRandom RANDOM = new SecureRandom();

    private DeliveryReference() {}

    /** A new one; that it is unique is the table's to say. */
    public static String next() {
        long bits = RANDOM.nextLong();
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt((int) (bits & 31)));
            bits >>>= 5;
        }
        return text.toString();
    }
}
