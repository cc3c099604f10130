package io.esteira.mapping;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.esteira.mapping.MappingTable.Line;
import io.esteira.mapping.MappingTable.Refused;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mappings as text. Columns are parted by semicolon, comma or tab, whichever parts the first line. Days are written 2026-11-22.
 */
final class MappingCsv {

    private static final String FILE = "csv";

    private MappingCsv() {}

    static List<Line> parse(String text) throws Refused {
        if (text.length() > MappingTable.MOST_CHARACTERS) {
            throw new Refused(MappingTable.tooLarge(FILE));
        }
        String csv = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(csv))
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(csv)) {
            Iterator<CsvRecord> records = reader.iterator();
            MappingTable table =
                    MappingTable.of(records.hasNext() ? records.next().getFields() : List.of(), FILE);
            List<Line> lines = new ArrayList<>();
            while (records.hasNext()) {
                if (lines.size() == MappingTable.MOST_LINES) {
                    throw new Refused(MappingTable.tooLarge(FILE));
                }
                lines.add(line(records.next(), table));
            }
            return lines;
        } catch (CsvParseException e) {
            throw new Refused(MappingTable.unreadable(
                    FILE, "It is no sound CSV: check its quotes.", "O CSV está malformado: confira as aspas."));
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static char separator(String csv) {
        int end = csv.indexOf('\n');
        String first = end < 0 ? csv : csv.substring(0, end);
        return first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
    }

    private static Line line(CsvRecord row, MappingTable table) {
        return table.line(
                row.getStartingLineNumber(),
                IntStream.range(0, MappingTable.COLUMNS.size())
                        .mapToObj(column -> field(row, table.place(column)))
                        .toList());
    }

    private static String field(CsvRecord row, int place) {
        return place >= 0 && place < row.getFieldCount() ? row.getField(place) : "";
    }

    /** As {@link #parse} reads them. */
    static String write(List<CodeMapping> mappings) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().fieldSeparator(';').build(text)) {
            csv.writeRecord(MappingTable.COLUMNS);
            mappings.forEach(mapping -> csv.writeRecord(MappingTable.values(mapping)));
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
