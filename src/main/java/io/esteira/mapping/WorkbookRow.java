package io.esteira.mapping;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A row of a sheet.
 *
 * @param number as a person sees it, from 1
 * @param cells by their column, from 0; columns far to the right are left out
 */
record WorkbookRow(long number, Map<Integer, Cell> cells) {

    static final int MOST_COLUMNS = 100;

    private static final int LONGEST_NUMBER = 9;
    private static final int LETTERS = 26;

    /** What a cell holds: a text, a number as it is written down, or what is neither. */
    record Cell(Kind kind, String text) {

        enum Kind {
            TEXT,
            NUMBER,
            FORMULA,
            OTHER
        }

        boolean blank() {
            return text.isBlank() && kind != Kind.FORMULA;
        }
    }

    /**
     * Moves on over the next row.
     *
     * @param shared texts that cells refer to
     * @param before number of the row before
     * @return null at the end
     */
    static @Nullable WorkbookRow next(XMLStreamReader xml, List<String> shared, long before)
            throws XMLStreamException, IOException {
        do {
            if (!Workbook.nextElement(xml)) {
                return null;
            }
        } while (!xml.getLocalName().equals("row"));
        long number = number(Workbook.attribute(xml, "r"), before + 1);
        Map<Integer, Cell> cells = new HashMap<>();
        int column = -1;
        while (xml.next() != XMLStreamConstants.END_ELEMENT
                || !xml.getLocalName().equals("row")) {
            if (xml.isStartElement() && xml.getLocalName().equals("c")) {
                column = column(Workbook.attribute(xml, "r"), column + 1);
                Cell cell = cell(xml, shared);
                if (column < MOST_COLUMNS) {
                    cells.put(column, cell);
                }
            }
        }
        return new WorkbookRow(number, cells);
    }

    private static Cell cell(XMLStreamReader xml, List<String> shared) throws XMLStreamException, IOException {
        String type = Workbook.attribute(xml, "t");
        String value = "";
        boolean formula = type.equals("str");
        while (xml.next() != XMLStreamConstants.END_ELEMENT
                || !xml.getLocalName().equals("c")) {
            if (xml.isStartElement()) {
                switch (xml.getLocalName()) {
                    case "v", "is" -> value = Workbook.text(xml);
                    case "f" -> formula = true;
                    default -> {}
                }
            }
        }
        if (formula) {
            return new Cell(Cell.Kind.FORMULA, value);
        }
        return switch (type) {
            case "s" -> new Cell(Cell.Kind.TEXT, value.isEmpty() ? "" : shared(shared, value));
            case "inlineStr" -> new Cell(Cell.Kind.TEXT, value);
            case "", "n" -> new Cell(Cell.Kind.NUMBER, value.strip());
            default -> new Cell(Cell.Kind.OTHER, value);
        };
    }

    private static String shared(List<String> texts, String index) throws IOException {
        long place = number(index.strip(), -1);
        if (place < 0 || place >= texts.size()) {
            throw new IOException("a cell refers to a text that is not there");
        }
        return texts.get((int) place);
    }

    private static long number(String text, long otherwise) {
        boolean sound = !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return sound ? Long.parseLong(text) : otherwise;
    }

    /** Of a place such as AB12; one with too many letters lies further right than any that is looked at. */
    private static int column(String place, int otherwise) {
        int column = 0;
        int letters = 0;
        while (letters < place.length() && place.charAt(letters) >= 'A' && place.charAt(letters) <= 'Z') {
            if (column > MOST_COLUMNS) {
                return MOST_COLUMNS;
            }
            column = column * LETTERS + place.charAt(letters) - 'A' + 1;
            letters++;
        }
        return letters == 0 ? otherwise : column - 1;
    }
}
