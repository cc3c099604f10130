package io.esteira.documents;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.esteira.sheets.Formulas;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** RFC 4180, or as spreadsheets in Brazil take it: semicolons, decimal commas, a byte order mark. */
final class CsvTable implements TableWriter {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss", Locale.ROOT);

    private final Form form;
    private final Writer text;
    private final CsvWriter csv;
    private final @Nullable String[] record;

    CsvTable(Form form, List<Table.Column> columns, OutputStream to) throws IOException {
        this.form = form;
        text = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        if (form.brazilian()) {
            text.write('\uFEFF');
        }
        csv = CsvWriter.builder()
                .fieldSeparator(form.brazilian() ? ';' : ',')
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text);
        record = new String[columns.size()];
        csv.writeRecord(columns.stream().map(Table.Column::name).toList());
    }

    @Override
    public void row(@Nullable Object[] cells) {
        for (int i = 0; i < cells.length; i++) {
            record[i] = text(cells[i]);
        }
        csv.writeRecord(record);
    }

    /** What the contract writes as CSV does is not read and written again. */
    @Override
    public void texts(List<Table.Column> columns, @Nullable String[] texts) {
        for (int i = 0; i < texts.length; i++) {
            CellKind kind = columns.get(i).kind();
            record[i] = isAsWritten(kind) ? texts[i] : text(kind.cell(texts[i]));
        }
        csv.writeRecord(record);
    }

    private boolean isAsWritten(CellKind kind) {
        return switch (kind) {
            case WHOLE, BOOLEAN -> true;
            case DECIMAL, DATE -> !form.brazilian();
            case TEXT, MOMENT, JSON -> false;
        };
    }

    private @Nullable String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case BigDecimal number
            when form.brazilian() -> number.toPlainString().replace('.', ',');
            case BigDecimal number -> number.toPlainString();
            case LocalDate day when form.brazilian() -> DAY.format(day);
            case Instant moment when form.brazilian() -> MOMENT.format(moment.atZone(form.zone()));
            case Instant moment ->
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        moment.atZone(form.zone()).toOffsetDateTime());
            case String words -> Formulas.harmless(words);
            default -> cell.toString();
        };
    }

    @Override
    public void finish() throws IOException {
        csv.flush();
        text.flush();
    }
}
