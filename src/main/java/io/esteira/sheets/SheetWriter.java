package io.esteira.sheets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Makes workbooks that {@link Sheet} reads. */
public final class SheetWriter {

    private static final Pattern READ_AS_ESCAPED = Pattern.compile("_(?=x\\p{XDigit}{4}_)");
    private static final int WIDTH = 20;
    private static final int ROWS_AT_ONCE = 1_000;

    private SheetWriter() {}

    /**
     * Makes a workbook of one sheet whose columns are text: what is typed there keeps its zeros.
     *
     * @param rows each as long as the first
     */
    public static byte[] write(String name, List<List<String>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Esteira", null)) {
            Worksheet sheet = workbook.newWorksheet(name);
            for (int column = 0; column < rows.getFirst().size(); column++) {
                sheet.width(column, WIDTH);
                sheet.style(column).format("@").set();
            }
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    String text = rows.get(row).get(column);
                    sheet.inlineString(row, column, asItIs(text));
                    sheet.style(row, column).format("@").set();
                }
                if (row % ROWS_AT_ONCE == 0) {
                    sheet.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Readers take {@code _x0041_} for an escaped character; this keeps it what it says. */
    static String asItIs(String text) {
        return READ_AS_ESCAPED.matcher(text).replaceAll("_x005F_");
    }
}
