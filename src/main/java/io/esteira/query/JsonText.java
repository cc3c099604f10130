package io.esteira.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON in the making. */
final class JsonText {

    private static final byte[] NULL = ascii("null");

    private byte[] text;
    private int length;
    private boolean lacking;

    /** @param expected length in bytes; it grows as needed */
    JsonText(int expected) {
        text = new byte[Math.max(64, expected)];
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    int length() {
        return length;
    }

    void add(char ascii) {
        require(1);
        text[length++] = (byte) ascii;
    }

    void add(byte[] bytes) {
        add(bytes, 0, bytes.length);
    }

    void add(byte[] bytes, int from, int to) {
        require(to - from);
        System.arraycopy(bytes, from, text, length, to - from);
        length += to - from;
    }

    void add(JsonText other, int from, int to) {
        add(other.text, from, to);
        lacking |= other.lacking;
    }

    /** A comma, unless the first member or element follows. */
    void separate() {
        if (length > 0 && text[length - 1] != '{' && text[length - 1] != '[') {
            add(',');
        }
    }

    /** A text that needs no escapes. */
    void addQuoted(byte[] ascii) {
        add('"');
        add(ascii);
        add('"');
    }

    /** @param allowed the contract has a null there */
    void addNull(boolean allowed) {
        add(NULL);
        lacking |= !allowed;
    }

    private void require(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, length + more));
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(text, length);
    }

    /** What was made until now. */
    Json toJson() {
        return new Json(toBytes(), lacking);
    }
}
