package io.esteira.mapping;

import io.esteira.mapping.MappingRefusal.Code;
import io.esteira.mapping.MappingTable.Line;
import io.esteira.mapping.MappingTable.Refused;
import io.esteira.mapping.WorkbookRow.Cell;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Mappings as a spreadsheet: in the sheet code_mappings, else in the first. Codes have to be text, since a number has lost its leading
 * zeros; a day is a text such as 2026-11-22, or a date.
 */
final class MappingXlsx {

    static final String SHEET = "code_mappings";

    private static final String FILE = "xlsx";
    /** Days since the end of 1899, as workbooks count them; before March 1900 they count wrong. */
    private static final Pattern DAY = Pattern.compile("(\\d{1,7})(\\.0*)?");

    private static final LocalDate SINCE_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate SINCE_1904 = LocalDate.of(1904, 1, 1);

    private static final Cell NOTHING = new Cell(Cell.Kind.TEXT, "");

    private final LocalDate dayZero;
    private long left = MappingTable.MOST_CHARACTERS;

    private MappingXlsx(LocalDate dayZero) {
        this.dayZero = dayZero;
    }

    /** @param base64 the file */
    static List<Line> parse(String base64) throws Refused {
        if (base64.length() > MappingTable.MOST_CHARACTERS) {
            throw new Refused(MappingTable.tooLarge(FILE));
        }
        try {
            Workbook workbook = new Workbook(Base64.getDecoder().decode(base64.strip()));
            Workbook.Sheet sheet = workbook.sheet(SHEET);
            List<String> shared = workbook.sharedTexts();
            MappingXlsx mappings = new MappingXlsx(sheet.from1904() ? SINCE_1904 : SINCE_1900);
            return workbook.required(sheet.path(), xml -> mappings.read(xml, shared));
        } catch (Workbook.TooLarge e) {
            throw new Refused(MappingTable.tooLarge(FILE));
        } catch (IOException | IllegalArgumentException e) {
            throw new Refused(MappingTable.unreadable(
                    FILE,
                    "It is no sound XLSX in base64: save it as an Excel workbook (.xlsx), without a password.",
                    "Não é um XLSX íntegro em base64: salve como pasta de trabalho do Excel (.xlsx), sem senha."));
        }
    }

    private List<Line> read(XMLStreamReader xml, List<String> shared) throws XMLStreamException, IOException, Refused {
        WorkbookRow header = next(xml, shared, 0);
        MappingTable table = MappingTable.of(header == null ? List.of() : texts(header), FILE);
        List<Line> lines = new ArrayList<>();
        WorkbookRow row = header == null ? null : next(xml, shared, header.number());
        while (row != null) {
            Optional<Line> line = line(row, table);
            if (line.isPresent() && lines.size() == MappingTable.MOST_LINES) {
                throw new Refused(MappingTable.tooLarge(FILE));
            }
            line.ifPresent(lines::add);
            row = next(xml, shared, row.number());
        }
        return lines;
    }

    private @Nullable WorkbookRow next(XMLStreamReader xml, List<String> shared, long before)
            throws XMLStreamException, IOException {
        WorkbookRow row = WorkbookRow.next(xml, shared, before);
        if (row != null) {
            left -= row.cells().values().stream()
                    .mapToLong(cell -> cell.text().length())
                    .sum();
        }
        if (left < 0) {
            throw new Workbook.TooLarge();
        }
        return row;
    }

    private static List<String> texts(WorkbookRow header) {
        return IntStream.range(0, WorkbookRow.MOST_COLUMNS)
                .mapToObj(column -> cell(header, column).text())
                .toList();
    }

    /** Nothing where nobody has written anything. */
    private Optional<Line> line(WorkbookRow row, MappingTable table) {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < MappingTable.COLUMNS.size(); column++) {
            Cell cell = cell(row, table.place(column));
            Optional<String> value = cell.blank() ? Optional.of("") : value(cell, MappingTable.isDay(column));
            if (value.isEmpty()) {
                return Optional.of(new Line.Bad(row.number(), bad(cell, column)));
            }
            values.add(value.get());
        }
        return values.stream().allMatch(String::isBlank)
                ? Optional.empty()
                : Optional.of(MappingTable.line(row.number(), values));
    }

    private static Cell cell(WorkbookRow row, int column) {
        return row.cells().getOrDefault(column, NOTHING);
    }

    private Optional<String> value(Cell cell, boolean day) {
        return switch (cell.kind()) {
            case TEXT -> Optional.of(cell.text());
            case NUMBER -> day ? day(cell.text()).map(LocalDate::toString) : Optional.empty();
            case FORMULA, OTHER -> Optional.empty();
        };
    }

    private Optional<LocalDate> day(String number) {
        Matcher days = DAY.matcher(number);
        return days.matches() ? Optional.of(dayZero.plusDays(Long.parseLong(days.group(1)))) : Optional.empty();
    }

    private static MappingRefusal bad(Cell cell, int column) {
        String field = MappingTable.field(column);
        if (MappingTable.isDay(column)) {
            return MappingTable.badDay();
        }
        return switch (cell.kind()) {
            case NUMBER ->
                new MappingRefusal(
                        Code.INVALID_CELL,
                        field,
                        "The cell is a number, which has lost its leading zeros if there were any: format the column as text and type the code again.",
                        "A célula é um número, que perde os zeros à esquerda: formate a coluna como texto e digite o código de novo.");
            case FORMULA ->
                new MappingRefusal(
                        Code.INVALID_CELL,
                        field,
                        "The cell is a formula: paste its value as text.",
                        "A célula é uma fórmula: cole o valor dela como texto.");
            case TEXT, OTHER ->
                new MappingRefusal(
                        Code.INVALID_CELL,
                        field,
                        "The cell is no text: type the code as text.",
                        "A célula não é texto: digite o código como texto.");
        };
    }

    /** As {@link #parse} reads them, in columns of text: what is typed there keeps its zeros. */
    static String write(List<CodeMapping> mappings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(MappingTable.COLUMNS);
        mappings.forEach(mapping -> rows.add(MappingTable.values(mapping)));
        return Base64.getEncoder().encodeToString(WorkbookWriter.write(SHEET, rows));
    }
}
