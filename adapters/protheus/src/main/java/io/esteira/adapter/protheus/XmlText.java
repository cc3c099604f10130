package io.esteira.adapter.protheus;

/** Text inside XML. */
final class XmlText {

    private XmlText() {}

    /** For an element or an attribute in double quotes. Characters that XML cannot say are left out. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().filter(XmlText::isAllowed).forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int character) {
        return character >= ' ' && character <= 0xd7ff
                || character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0xe000 && character <= 0xfffd
                || character >= 0x10000;
    }
}
