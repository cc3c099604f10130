package io.esteira.sheets;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workbook of one table as its rows come: memory holds some of them only. Cells have types: texts are never computed,
 * numbers and days can be. For use by one thread.
 */
public final class SheetStream {

    /** Rows of a sheet, the one with the names apart. */
    public static final int MOST_ROWS = Worksheet.MAX_ROWS - 1;

    /** Characters of a cell; longer texts end in an ellipsis. */
    public static final int LONGEST_TEXT = 32_767;

    /** Days before it are none for a spreadsheet; they are written as texts. */
    private static final int FIRST_YEAR = 1900;

    private static final int WIDTH = 18;
    private static final int ROWS_AT_ONCE = 500;

    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    /** @param names of the columns */
    public SheetStream(OutputStream to, String sheetName, List<String> names) throws IOException {
        workbook = new Workbook(to, "Esteira", null);
        sheet = workbook.newWorksheet(sheetName);
        sheet.freezePane(0, 1);
        for (int column = 0; column < names.size(); column++) {
            sheet.width(column, WIDTH);
            text(column, names.get(column));
            sheet.style(0, column).bold().set();
        }
        sheet.flush();
        row = 1;
    }

    /**
     * Adds a row.
     *
     * @param cells Boolean, Long, BigDecimal, LocalDate, LocalDateTime, or a text; null stays blank
     */
    public void row(@Nullable Object[] cells) throws IOException {
        for (int column = 0; column < cells.length; column++) {
            cell(column, cells[column]);
        }
        if (row % ROWS_AT_ONCE == 0) {
            sheet.flush();
        }
        row++;
    }

    private void cell(int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Boolean yes -> sheet.value(row, column, yes);
            case Long number -> sheet.value(row, column, number);
            case BigDecimal number -> sheet.value(row, column, number);
            case LocalDate day
            when day.getYear() >= FIRST_YEAR -> {
                sheet.value(row, column, day);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            case LocalDateTime moment
            when moment.getYear() >= FIRST_YEAR -> {
                sheet.value(row, column, moment);
                sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
            }
            default -> text(column, value.toString());
        }
    }

    private void text(int column, String text) {
        String fitting = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
        sheet.inlineString(row, column, SheetWriter.asItIs(fitting));
        if (Formulas.isLike(fitting)) {
            // Stays a text also when a person types into it.
            sheet.style(row, column).format("@").set();
        }
    }

    /** Ends the workbook; without it, what was written is none. Leaves the stream open. */
    public void finish() throws IOException {
        workbook.finish();
    }
}
