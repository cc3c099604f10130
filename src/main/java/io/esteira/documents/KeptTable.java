package io.esteira.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A short table in memory, with the tag that equal ones are known by. A workbook holds when it was made: it is known by its rows. */
final class KeptTable implements TableWriter {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final TableWriter writer;
    private final ByteArrayOutputStream plainBody = new ByteArrayOutputStream();
    private final @Nullable TableWriter plain;

    KeptTable(Form form, String name, List<Table.Column> columns) throws IOException {
        writer = TableWriter.of(form, name, columns, body);
        plain = form.kind() == Form.Kind.XLSX
                ? TableWriter.of(form.as(Form.Kind.FLAT), name, columns, plainBody)
                : null;
    }

    @Override
    public void row(@Nullable Object[] cells) throws IOException {
        if (plain != null) {
            plain.row(cells);
        }
        // Last, since a writer may change the cells.
        writer.row(cells);
    }

    @Override
    public void texts(List<Table.Column> columns, @Nullable String[] texts) throws IOException {
        if (plain != null) {
            plain.texts(columns, texts);
        }
        writer.texts(columns, texts);
    }

    @Override
    public void finish() throws IOException {
        if (plain != null) {
            plain.finish();
        }
        writer.finish();
    }

    byte[] body() {
        return body.toByteArray();
    }

    /** Weak where equal ones are equal in meaning only. */
    String tag() {
        return plain == null
                ? '"' + Sha256.of(body.toByteArray()) + '"'
                : "W/\"" + Sha256.of(plainBody.toByteArray()) + "-xlsx\"";
    }
}
