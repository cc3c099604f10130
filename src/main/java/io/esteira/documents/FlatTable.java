package io.esteira.documents;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A JSON list of objects without objects in them; numbers are numbers. */
final class FlatTable implements TableWriter {

    private final Form form;
    private final List<Table.Column> columns;
    private final JsonGenerator json;

    FlatTable(Form form, List<Table.Column> columns, OutputStream to) {
        this.form = form;
        this.columns = columns;
        json = JsonMapper.shared().createGenerator(to);
        json.writeStartArray();
    }

    @Override
    public void row(@Nullable Object[] cells) {
        json.writeStartObject();
        for (int i = 0; i < cells.length; i++) {
            json.writeName(columns.get(i).name());
            value(cells[i]);
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void value(@Nullable Object cell) {
        switch (cell) {
            case null -> json.writeNull();
            case BigDecimal number -> json.writeNumber(number.toPlainString());
            case Long number -> json.writeNumber(number);
            case Boolean yes -> json.writeBoolean(yes);
            case Instant moment ->
                json.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        moment.atZone(form.zone()).toOffsetDateTime()));
            default -> json.writeString(cell.toString());
        }
    }

    @Override
    public void finish() {
        json.writeEndArray();
        json.flush();
    }
}
