package io.esteira.legacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Keys as clients send them: a mark by which scanners know them, and 256 bits of chance. */
final class Secrets {

    private static final String MARK = "esteira_";
    private static final int BYTES = 32;

    /** Mark and bits, in Base64 without padding. */
    private static final int LENGTH = MARK.length() + 43;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String random() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** What cannot be a key is not looked up. */
    static boolean mayBeOne(String text) {
        return text.length() == LENGTH && text.startsWith(MARK);
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
