package io.esteira.mapping;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.esteira.mapping.MappingRefusal.Code;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mappings as a file: a line of column names, then a line for each. Columns may be in any order; they are parted by semicolon, comma
 * or tab, whichever parts the first line. Days are written 2026-11-22.
 */
final class MappingCsv {

    static final int MOST_LINES = 100_000;
    static final int MOST_CHARACTERS = 10_000_000;

    private static final List<String> COLUMNS =
            List.of("kind", "from_source", "from_code", "to_source", "to_code", "valid_from", "valid_to");
    private static final int NEEDED = 5;

    /** What a line says, or why it says nothing. */
    sealed interface Line {

        long number();

        record Sound(long number, CodeMapping mapping) implements Line {}

        record Bad(long number, MappingRefusal refusal) implements Line {}
    }

    /** The file as a whole cannot be used. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient MappingRefusal refusal;

        Refused(MappingRefusal refusal) {
            super(refusal.message());
            this.refusal = refusal;
        }

        MappingRefusal refusal() {
            return refusal;
        }
    }

    private MappingCsv() {}

    static List<Line> parse(String text) throws Refused {
        if (text.length() > MOST_CHARACTERS) {
            throw new Refused(tooLarge());
        }
        String csv = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator(csv))
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(csv)) {
            Iterator<CsvRecord> records = reader.iterator();
            int[] places = records.hasNext() ? places(records.next()) : places(List.of());
            List<Line> lines = new ArrayList<>();
            while (records.hasNext()) {
                if (lines.size() == MOST_LINES) {
                    throw new Refused(tooLarge());
                }
                lines.add(line(records.next(), places));
            }
            return lines;
        } catch (CsvParseException e) {
            throw new Refused(
                    unreadable("It is no sound CSV: check its quotes.", "O CSV está malformado: confira as aspas."));
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static char separator(String csv) {
        int end = csv.indexOf('\n');
        String first = end < 0 ? csv : csv.substring(0, end);
        return first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
    }

    private static int[] places(CsvRecord header) throws Refused {
        return places(header.getFields());
    }

    /** Where each of {@link #COLUMNS} is; -1 for those that are not there. */
    private static int[] places(List<String> header) throws Refused {
        List<String> names = header.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        int[] places = COLUMNS.stream().mapToInt(names::indexOf).toArray();
        if (Arrays.stream(places, 0, NEEDED).anyMatch(place -> place < 0)) {
            String columns = String.join(", ", COLUMNS);
            throw new Refused(unreadable(
                    "The first line has to name the columns: " + columns + ".",
                    "A primeira linha deve trazer os nomes das colunas: " + columns + "."));
        }
        return places;
    }

    private static Line line(CsvRecord row, int[] places) {
        long number = row.getStartingLineNumber();
        Optional<MappingKind> kind = kind(field(row, places[0]));
        if (kind.isEmpty()) {
            return new Line.Bad(number, badKind());
        }
        try {
            CodeMapping mapping = new CodeMapping(
                            kind.get(),
                            field(row, places[1]),
                            field(row, places[2]),
                            field(row, places[3]),
                            field(row, places[4]),
                            day(field(row, places[5])),
                            day(field(row, places[6])))
                    .stripped();
            return MappingRules.check(mapping)
                    .<Line>map(refusal -> new Line.Bad(number, refusal))
                    .orElseGet(() -> new Line.Sound(number, mapping));
        } catch (DateTimeParseException e) {
            return new Line.Bad(number, badDay());
        }
    }

    private static String field(CsvRecord row, int place) {
        return place >= 0 && place < row.getFieldCount() ? row.getField(place).strip() : "";
    }

    private static Optional<MappingKind> kind(String text) {
        return Arrays.stream(MappingKind.values())
                .filter(kind -> kind.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static @Nullable LocalDate day(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    /** As {@link #parse} reads them. */
    static String write(List<CodeMapping> mappings) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().fieldSeparator(';').build(text)) {
            csv.writeRecord(COLUMNS);
            for (CodeMapping mapping : mappings) {
                csv.writeRecord(
                        mapping.kind().name(),
                        mapping.fromSource(),
                        mapping.fromCode(),
                        mapping.toSource(),
                        mapping.toCode(),
                        mapping.validFrom() == null ? "" : mapping.validFrom().toString(),
                        mapping.validTo() == null ? "" : mapping.validTo().toString());
            }
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static MappingRefusal badKind() {
        return new MappingRefusal(
                Code.INVALID_KIND,
                "kind",
                "The kind is none of " + Arrays.toString(MappingKind.values()) + ".",
                "O tipo não é nenhum de " + Arrays.toString(MappingKind.values()) + ".");
    }

    private static MappingRefusal badDay() {
        return new MappingRefusal(
                Code.INVALID_VALIDITY,
                "validFrom",
                "A day of the validity is none: write it as 2026-11-22.",
                "Um dia da vigência é inválido: escreva como 2026-11-22.");
    }

    private static MappingRefusal unreadable(String en, String pt) {
        return new MappingRefusal(Code.UNREADABLE_FILE, "csv", en, pt);
    }

    /** Of mappings that would make a file which is not taken in again. */
    static MappingRefusal tooMany() {
        return new MappingRefusal(
                Code.FILE_TOO_LARGE,
                "kind",
                "A file holds at most " + MOST_LINES + " lines and " + MOST_CHARACTERS
                        + " characters: ask for one kind, or page through codeMappings.",
                "Um arquivo comporta no máximo " + MOST_LINES + " linhas e " + MOST_CHARACTERS
                        + " caracteres: peça um só tipo, ou percorra codeMappings por páginas.");
    }

    private static MappingRefusal tooLarge() {
        return new MappingRefusal(
                Code.FILE_TOO_LARGE,
                "csv",
                "At most " + MOST_LINES + " lines and " + MOST_CHARACTERS + " characters are taken at once.",
                "São aceitas no máximo " + MOST_LINES + " linhas e " + MOST_CHARACTERS + " caracteres por vez.");
    }
}
