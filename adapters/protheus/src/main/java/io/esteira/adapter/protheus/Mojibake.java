package io.esteira.adapter.protheus;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Undoes what UTF-8 read as CP1252 and encoded again looks like: {@code Ã§} for {@code ç}. Only pairs that cannot be Portuguese
 * are touched: {@code Ã} or {@code Â} followed by a sign or control character, {@code â€} followed by one.
 */
final class Mojibake {

    /** Characters that the bytes 80 to BF become in CP1252, with the five bytes that it leaves undefined. */
    private static final String TAILS = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

    private static final Pattern PAIR = Pattern.compile("[ÂÃ][" + TAILS + "]|â€[" + TAILS + "]");

    private Mojibake() {}

    static String repair(String text) {
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        return PAIR.matcher(clean).replaceAll(Mojibake::meant);
    }

    private static String meant(MatchResult match) {
        String pair = match.group();
        byte[] bytes = new byte[pair.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = cp1252(pair.charAt(i));
        }
        String meant = new String(bytes, StandardCharsets.UTF_8);
        return java.util.regex.Matcher.quoteReplacement(meant.indexOf('\ufffd') < 0 ? meant : pair);
    }

    private static byte cp1252(char character) {
        boolean control = character >= 0x80 && character <= 0x9f;
        return control ? (byte) character : String.valueOf(character).getBytes(ProtheusJson.CP1252)[0];
    }
}
