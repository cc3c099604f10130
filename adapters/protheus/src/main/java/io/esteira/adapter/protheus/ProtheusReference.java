package io.esteira.adapter.protheus;

import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reference of a delivery inside a text field of Protheus: {@code #}, nine characters of Crockford's base 32, and after a blank the note
 * that a person wrote.
 */
final class ProtheusReference {

    private static final Pattern REFERENCE = Pattern.compile("(?<![0-9A-Za-z])#([0-9A-HJKMNP-TV-Z]{9})(?![0-9A-Za-z])");

    /** How long a reference with its sign is. */
    static final int MARKED = 10;

    private ProtheusReference() {}

    static Optional<String> find(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The text without the reference; null when nothing else is in it. */
    static @Nullable String noteOf(String text) {
        String note = REFERENCE.matcher(text).replaceFirst("").strip();
        return note.isEmpty() ? null : note;
    }

    static String marked(String reference) {
        return "#" + reference;
    }

    /**
     * Reference and note as they go into the field: what CP1252 does not hold is written without its accent or left out, line breaks
     * become blanks, and the end is cut to the width.
     */
    static String comment(String reference, @Nullable String note, int width) {
        String text = note == null || note.isBlank() ? marked(reference) : marked(reference) + " " + plain(note);
        return text.length() <= width ? text : text.substring(0, width).stripTrailing();
    }

    /** The text in characters that Protheus can keep. */
    static String plain(String text) {
        CharsetEncoder encoder = ProtheusJson.CP1252.newEncoder();
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(point -> {
            String character = Character.toString(point);
            plain.append(encoder.canEncode(character) ? character : withoutAccents(character, encoder));
        });
        return plain.toString().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static String withoutAccents(String character, CharsetEncoder encoder) {
        String base = Normalizer.normalize(character, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return encoder.canEncode(base) ? base : "";
    }
}
