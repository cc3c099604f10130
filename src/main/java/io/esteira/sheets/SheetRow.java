package io.esteira.sheets;

import java.util.Map;

/**
 * A row of a sheet.
 *
 * @param number as a person sees it, from 1
 * @param cells by their column, from 0; columns from {@link #MOST_COLUMNS} on are left out
 */
public record SheetRow(long number, Map<Integer, Cell> cells) {

    public static final int MOST_COLUMNS = 100;

    private static final Cell NOTHING = new Cell(Cell.Kind.TEXT, "");

    /** What a cell holds: a text, a number as the file writes it, what a formula last came to, or what is none of these. */
    public record Cell(Kind kind, String text) {

        public enum Kind {
            TEXT,
            NUMBER,
            FORMULA,
            OTHER
        }

        public boolean blank() {
            return text.isBlank() && kind != Kind.FORMULA;
        }
    }

    /** Blank where nothing is. */
    public Cell cell(int column) {
        return cells.getOrDefault(column, NOTHING);
    }
}
