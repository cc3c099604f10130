package io.esteira.sheets;

/** Texts that a spreadsheet would compute instead of showing them: whoever can write a text could run something at its reader's. */
public final class Formulas {

    /** As spreadsheets take them for the beginning of a formula, the wide forms of other keyboards among them. */
    private static final String BEGINNINGS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private Formulas() {}

    public static boolean isLike(String text) {
        return !text.isEmpty() && BEGINNINGS.indexOf(text.charAt(0)) >= 0;
    }

    /** For files in which a cell has no type: an apostrophe before it makes a text of what would be computed. */
    public static String harmless(String text) {
        return isLike(text) ? "'" + text : text;
    }
}
