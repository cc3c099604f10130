package io.esteira.graphql;

import graphql.parser.ParsingListener;

/**
 * Holds the numbers of a document to what anybody writes. Reading them costs the parser a hundred times as much for each character as
 * reading anything else does, and more than in proportion to a number's length. Counts those of one document.
 */
final class LongNumbers implements ParsingListener {

    /** Digits in a row, wherever they stand: what is a text or a comment to whom is the parser's to say. */
    static final int LONGEST = 300;

    /** Characters of all numbers. */
    static final int MOST = 5_000;

    private int characters;

    /** Whether there is a number that is too long to be looked at. */
    static boolean in(String document) {
        int digits = 0;
        for (int i = 0; i < document.length() && digits <= LONGEST; i++) {
            digits = isDigit(document.charAt(i)) ? digits + 1 : 0;
        }
        return digits > LONGEST;
    }

    @Override
    public void onToken(Token token) {
        String text = token.getText();
        if (!text.isEmpty() && (isDigit(text.charAt(0)) || text.charAt(0) == '-')) {
            characters += text.length();
            if (characters > MOST) {
                throw RequestRules.tooMany("DOCUMENT_LIMIT", "characters in numbers", MOST)
                        .abort();
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
