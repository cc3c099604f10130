package io.esteira.query;

import java.util.Locale;

/** Names and texts on their way to SQL. */
final class Texts {

    private Texts() {}

    /** {@code plannedEnd} as {@code planned_end}. */
    static String snakeCase(String name) {
        StringBuilder text = new StringBuilder(name.length() + 4);
        for (char c : name.toCharArray()) {
            if (Character.isUpperCase(c)) {
                text.append('_');
            }
            text.append(Character.toLowerCase(c));
        }
        return text.toString();
    }

    /** {@code machineCount} as {@code MachineCount}. */
    static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** The text itself, when PostgreSQL can hold it. */
    static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || Character.isSurrogate(c) && !pair) {
                throw ReadRefused.badInput("A text contains a character that cannot be stored.");
            }
            if (pair) {
                i++;
            }
        }
        return text;
    }

    /** A pattern for ILIKE that means just this text. */
    static String pattern(String before, Object text, String after) {
        String literal =
                ((String) text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return before + literal + after;
    }
}
