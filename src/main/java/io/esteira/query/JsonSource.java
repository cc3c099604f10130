package io.esteira.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON text that PostgreSQL has made, read from its beginning to its end. Values go on as the bytes that they are: nothing is decoded
 * that need not be looked at. Only for texts whose form is known: it checks nothing.
 */
final class JsonSource {

    private final byte[] text;
    private int at;

    JsonSource(byte[] text) {
        this.text = text;
    }

    /** Of the whole text, in bytes. */
    int length() {
        return text.length;
    }

    /** Whether the value here is null. */
    boolean isNull() {
        return text[at] == 'n';
    }

    /** Whether the value here is true. */
    boolean isTrue() {
        return text[at] == 't';
    }

    /** Into the object or array here, before its first member or element. */
    void enter() {
        at++;
    }

    /** To the value of the next member of the object, which must have one more. */
    void nextMember() {
        skipSeparators();
        at = endOfValue(at);
        while (text[at] != ':') {
            at++;
        }
        at++;
        skipSeparators();
    }

    /** Past the members that are left, and out of the object. */
    void leaveObject() {
        skipSeparators();
        while (text[at] != '}') {
            nextMember();
            skip();
            skipSeparators();
        }
        at++;
    }

    /** To the next element of the array; false leaves the array, which has none left. */
    boolean nextElement() {
        skipSeparators();
        if (text[at] == ']') {
            at++;
            return false;
        }
        return true;
    }

    private void skipSeparators() {
        while (text[at] <= ' ' || text[at] == ',') {
            at++;
        }
    }

    /** Past the value here. */
    void skip() {
        at = endOfValue(at);
    }

    /** The value here as it stands in the text; past it. */
    byte[] bytes() {
        int start = at;
        at = endOfValue(at);
        return Arrays.copyOfRange(text, start, at);
    }

    /** Copies the value here; past it. */
    void copyTo(JsonText target) {
        int end = endOfValue(at);
        target.add(text, at, end);
        at = end;
    }

    /** What the value here says, without quotes; null for null; past it. */
    @Nullable
    String plain() {
        int start = at;
        at = endOfValue(at);
        return switch (text[start]) {
            case 'n' -> null;
            case '"' -> decoded(start, at);
            default -> new String(text, start, at - start, StandardCharsets.US_ASCII);
        };
    }

    private String decoded(int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] == '\\') {
                return JsonMapper.shared().readValue(Arrays.copyOfRange(text, start, end), String.class);
            }
        }
        return new String(text, start + 1, end - start - 2, StandardCharsets.UTF_8);
    }

    /** The text here without its quotes, where it is known to have no escapes; past it. */
    byte[] unquoted() {
        int start = at + 1;
        at = endOfString(at);
        return Arrays.copyOfRange(text, start, at - 1);
    }

    private int endOfValue(int start) {
        return switch (text[start]) {
            case '"' -> endOfString(start);
            case '{', '[' -> endOfNested(start);
            default -> endOfWord(start);
        };
    }

    private int endOfString(int start) {
        int i = start + 1;
        while (text[i] != '"') {
            i += text[i] == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private int endOfNested(int start) {
        int depth = 0;
        int i = start;
        do {
            switch (text[i]) {
                case '"' -> i = endOfString(i) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            i++;
        } while (depth > 0);
        return i;
    }

    private int endOfWord(int start) {
        int i = start;
        while (i < text.length && text[i] > ' ' && text[i] != ',' && text[i] != '}' && text[i] != ']') {
            i++;
        }
        return i;
    }
}
