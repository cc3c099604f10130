package io.esteira.adapter.pcp;

import java.text.Normalizer;
import java.util.Locale;

/** Words as people type them, without what they vary. */
final class PlainText {

    private PlainText() {}

    /** In capitals without accents. */
    static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT);
    }
}
