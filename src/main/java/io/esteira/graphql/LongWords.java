package io.esteira.graphql;

/**
 * Finds names and numbers that nobody writes, before a document is parsed: the parser's work for each character of a word grows with the
 * word. Texts and comments are passed over.
 */
final class LongWords {

    private final String document;
    private int at;

    private LongWords(String document) {
        this.document = document;
    }

    /** Whether a name or number has more characters. */
    static boolean in(String document, int most) {
        return new LongWords(document).find(most);
    }

    private boolean find(int most) {
        int length = 0;
        while (at < document.length()) {
            char c = document.charAt(at);
            length = isWord(c) ? length + 1 : 0;
            if (length > most) {
                return true;
            }
            switch (c) {
                case '"' -> passText();
                case '#' -> pass("\n");
                default -> at++;
            }
        }
        return false;
    }

    private static boolean isWord(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '.';
    }

    private void passText() {
        if (document.startsWith("\"\"\"", at)) {
            at += 3;
            do {
                pass("\"\"\"");
            } while (at < document.length() && document.charAt(at - 4) == '\\');
            return;
        }
        at++;
        while (at < document.length() && document.charAt(at) != '"' && document.charAt(at) != '\n') {
            at += document.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    /** Past the next such text, or past the end. */
    private void pass(String text) {
        int found = document.indexOf(text, at);
        at = found < 0 ? document.length() : found + text.length();
    }
}
