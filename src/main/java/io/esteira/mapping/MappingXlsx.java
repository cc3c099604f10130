package io.esteira.mapping;

import io.esteira.mapping.MappingTable.Line;
import io.esteira.mapping.MappingTable.Refused;
import io.esteira.mapping.MappingTexts.Code;
import io.esteira.platform.Refusal;
import io.esteira.sheets.Sheet;
import io.esteira.sheets.SheetRow;
import io.esteira.sheets.SheetRow.Cell;
import io.esteira.sheets.SheetWriter;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Mappings as a spreadsheet: in the sheet code_mappings, else in the first. Codes have to be text, since a number has lost its leading
 * zeros; a day is a text such as 2026-11-22, or a date.
 */
final class MappingXlsx {

    static final String SHEET = "code_mappings";

    private static final String FILE = "xlsx";

    private MappingXlsx() {}

    /** @param base64 the file */
    static List<Line> parse(String base64) throws Refused {
        if (base64.length() > MappingTable.MOST_CHARACTERS) {
            throw new Refused(MappingTable.tooLarge(FILE));
        }
        try (Sheet sheet = Sheet.open(Base64.getDecoder().decode(base64.strip()), SHEET)) {
            return read(sheet);
        } catch (Sheet.TooLarge e) {
            throw new Refused(MappingTable.tooLarge(FILE));
        } catch (IOException | IllegalArgumentException e) {
            throw new Refused(MappingTable.unreadable(
                    FILE,
                    "It is no sound XLSX in base64: save it as an Excel workbook (.xlsx), without a password.",
                    "Não é um XLSX íntegro em base64: salve como pasta de trabalho do Excel (.xlsx), sem senha."));
        }
    }

    private static List<Line> read(Sheet sheet) throws IOException, Refused {
        SheetRow header = sheet.next();
        MappingTable table = MappingTable.of(header == null ? List.of() : texts(header), FILE);
        List<Line> lines = new ArrayList<>();
        for (SheetRow row = sheet.next(); row != null; row = sheet.next()) {
            Optional<Line> line = line(sheet, row, table);
            if (line.isPresent() && lines.size() == MappingTable.MOST_LINES) {
                throw new Refused(MappingTable.tooLarge(FILE));
            }
            line.ifPresent(lines::add);
        }
        return lines;
    }

    private static List<String> texts(SheetRow header) {
        return IntStream.range(0, SheetRow.MOST_COLUMNS)
                .mapToObj(column -> header.cell(column).text())
                .toList();
    }

    /** Nothing where nobody has written anything. */
    private static Optional<Line> line(Sheet sheet, SheetRow row, MappingTable table) {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < MappingTable.COLUMNS.size(); column++) {
            Cell cell = row.cell(table.place(column));
            Optional<String> value = cell.blank() ? Optional.of("") : value(sheet, cell, MappingTable.isDay(column));
            if (value.isEmpty()) {
                return Optional.of(new Line.Bad(row.number(), bad(cell, column)));
            }
            values.add(value.get());
        }
        return values.stream().allMatch(String::isBlank)
                ? Optional.empty()
                : Optional.of(table.line(row.number(), values));
    }

    private static Optional<String> value(Sheet sheet, Cell cell, boolean day) {
        return switch (cell.kind()) {
            case TEXT -> Optional.of(cell.text());
            case NUMBER -> day ? sheet.day(cell).map(LocalDate::toString) : Optional.empty();
            case FORMULA, OTHER -> Optional.empty();
        };
    }

    private static Refusal bad(Cell cell, int column) {
        String field = MappingTable.field(column);
        if (MappingTable.isDay(column)) {
            return MappingTable.badDay();
        }
        return switch (cell.kind()) {
            case NUMBER ->
                new Refusal(
                        Code.INVALID_CELL,
                        field,
                        "The cell is a number, which has lost its leading zeros if there were any: format the column as text and type the code again.",
                        "A célula é um número, que perde os zeros à esquerda: formate a coluna como texto e digite o código de novo.");
            case FORMULA ->
                new Refusal(
                        Code.INVALID_CELL,
                        field,
                        "The cell is a formula: paste its value as text.",
                        "A célula é uma fórmula: cole o valor dela como texto.");
            case TEXT, OTHER ->
                new Refusal(
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
        return Base64.getEncoder().encodeToString(SheetWriter.write(SHEET, rows));
    }
}
