package io.esteira.documents;

import io.esteira.parquet.ParquetColumn;
import io.esteira.parquet.ParquetStream;
import io.esteira.sheets.SheetStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a table in one of its forms. What is not finished is no sound file, so that nobody takes a part for the whole. */
interface TableWriter extends Table.Rows {

    /** Ends the table; the stream stays open. */
    void finish() throws IOException;

    static TableWriter of(Form form, String name, List<Table.Column> columns, OutputStream to) throws IOException {
        return switch (form.kind()) {
            case CSV -> new CsvTable(form, columns, to);
            case XLSX -> sheet(form, name, columns, to);
            case PARQUET -> parquet(columns, to);
            case FLAT, JSON -> new FlatTable(form, columns, to);
        };
    }

    private static TableWriter sheet(Form form, String name, List<Table.Column> columns, OutputStream to)
            throws IOException {
        SheetStream sheet = new SheetStream(
                to, name, columns.stream().map(Table.Column::name).toList());
        return new TableWriter() {
            private int rows;

            @Override
            public void row(@Nullable Object[] cells) throws IOException {
                if (rows++ == SheetStream.MOST_ROWS) {
                    throw DocumentRefused.tooManyRows(SheetStream.MOST_ROWS);
                }
                for (int i = 0; i < cells.length; i++) {
                    if (cells[i] instanceof Instant moment) {
                        cells[i] = LocalDateTime.ofInstant(moment, form.zone());
                    }
                }
                sheet.row(cells);
            }

            @Override
            public void finish() throws IOException {
                sheet.finish();
            }
        };
    }

    private static TableWriter parquet(List<Table.Column> columns, OutputStream to) throws IOException {
        ParquetStream stream = new ParquetStream(
                to,
                columns.stream()
                        .map(column -> new ParquetColumn(column.name(), kind(column.kind())))
                        .toList());
        return new TableWriter() {
            @Override
            public void row(@Nullable Object[] cells) throws IOException {
                try {
                    stream.row(cells);
                } catch (ArithmeticException e) {
                    throw DocumentRefused.tooManyDigits();
                }
            }

            @Override
            public void finish() throws IOException {
                stream.close();
            }
        };
    }

    private static ParquetColumn.Kind kind(CellKind kind) {
        return switch (kind) {
            case TEXT -> ParquetColumn.Kind.TEXT;
            case WHOLE -> ParquetColumn.Kind.WHOLE;
            case DECIMAL -> ParquetColumn.Kind.DECIMAL;
            case BOOLEAN -> ParquetColumn.Kind.BOOLEAN;
            case DATE -> ParquetColumn.Kind.DATE;
            case MOMENT -> ParquetColumn.Kind.MOMENT;
            case JSON -> ParquetColumn.Kind.JSON;
        };
    }
}
