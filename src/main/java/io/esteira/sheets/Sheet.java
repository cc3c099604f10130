package io.esteira.sheets;

import io.esteira.sheets.SheetRow.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * One sheet of a workbook as strangers may send it: its rows one after the other, without entities or document types, given up where
 * there is more of it than of a sound one. For one thread.
 */
public final class Sheet implements AutoCloseable {

    static final int MOST_TEXT = 10_000_000;
    /** What a cell may hold in a spreadsheet. */
    static final int LONGEST_TEXT = 32_767;

    private static final Set<String> TEXTS = Set.of("t", "v");
    private static final Pattern PLACE = Pattern.compile("([A-Z]+)\\d*");
    private static final int MOST_LETTERS = 3;
    private static final Pattern WHOLE_DAYS = Pattern.compile("(\\d{1,7})(\\.0*)?");

    /** It holds more than is taken. */
    public static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the workbook holds more than is taken");
        }
    }

    private final WorkbookParts parts;
    private final OPCPackage workbook;
    private final InputStream content;
    private final XMLStreamReader xml;
    private final SharedTexts shared;
    private final boolean from1904;
    private long number;
    private long left = MOST_TEXT;

    private Sheet(WorkbookParts parts, OPCPackage workbook, String name)
            throws IOException, OpenXML4JException, SAXException, XMLStreamException {
        this.parts = parts;
        this.workbook = workbook;
        XSSFReader reader = new XSSFReader(workbook);
        from1904 = from1904(reader);
        PackagePart sheet = find(reader.getSheetIterator(), name);
        parts.allowContent();
        shared = new SharedTexts(workbook);
        parts.allowContent();
        content = sheet.getInputStream();
        xml = XMLHelper.newXMLInputFactory().createXMLStreamReader(content);
    }

    /**
     * The sheet of that name, else the first one.
     *
     * @throws IOException when it is no sound workbook, or {@link TooLarge}
     */
    public static Sheet open(byte[] workbook, String name) throws IOException {
        WorkbookParts parts = parts(workbook);
        try {
            return new Sheet(parts, OPCPackage.open(parts), name);
        } catch (IOException | OpenXML4JException | SAXException | XMLStreamException | RuntimeException e) {
            throw refusal(parts, e);
        }
    }

    private static WorkbookParts parts(byte[] workbook) throws IOException {
        try {
            return new WorkbookParts(workbook);
        } catch (RuntimeException e) {
            throw new IOException("it is no sound zip", e);
        }
    }

    /** Whatever the library says of a file that is not as it should be. */
    private static IOException refusal(WorkbookParts parts, Exception e) {
        if (parts.exhausted() || e instanceof TooLarge || e.getCause() instanceof TooLarge) {
            return new TooLarge();
        }
        return new IOException("the workbook is broken", e);
    }

    private static boolean from1904(XSSFReader workbook) throws IOException, OpenXML4JException, XMLStreamException {
        try (InputStream plan = workbook.getWorkbookData()) {
            XMLStreamReader xml = XMLHelper.newXMLInputFactory().createXMLStreamReader(plan);
            while (nextElement(xml)) {
                if (xml.getLocalName().equals("workbookPr")) {
                    return Set.of("1", "true").contains(attribute(xml, "date1904"));
                }
            }
            return false;
        }
    }

    private static PackagePart find(XSSFReader.SheetIterator sheets, String name) throws IOException {
        PackagePart first = null;
        while (sheets.hasNext()) {
            sheets.next().close();
            if (sheets.getSheetName().equalsIgnoreCase(name)) {
                return sheets.getSheetPart();
            }
            first = first == null ? sheets.getSheetPart() : first;
        }
        if (first == null) {
            throw new IOException("the workbook has no sheet");
        }
        return first;
    }

    /**
     * The next row; null at the end.
     *
     * @throws IOException as {@link #open}
     */
    public @Nullable SheetRow next() throws IOException {
        try {
            while (nextElement(xml)) {
                if (xml.getLocalName().equals("row")) {
                    return row();
                }
            }
            return null;
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw refusal(parts, e);
        }
    }

    private SheetRow row() throws XMLStreamException, IOException {
        String told = attribute(xml, "r");
        number = told.isEmpty() ? number + 1 : Long.parseLong(told);
        Map<Integer, Cell> cells = new HashMap<>();
        int column = -1;
        while (isBefore("row")) {
            if (xml.isStartElement() && xml.getLocalName().equals("c")) {
                column = column(attribute(xml, "r"), column + 1);
                Cell cell = cell();
                if (column < SheetRow.MOST_COLUMNS) {
                    cells.put(column, cell);
                }
            }
        }
        return new SheetRow(number, cells);
    }

    /** Of a place such as AB12. */
    private static int column(String place, int otherwise) {
        Matcher letters = PLACE.matcher(place);
        if (!letters.matches()) {
            return otherwise;
        }
        return letters.group(1).length() > MOST_LETTERS
                ? SheetRow.MOST_COLUMNS
                : CellReference.convertColStringToIndex(letters.group(1));
    }

    private Cell cell() throws XMLStreamException, IOException {
        String type = attribute(xml, "t");
        String value = "";
        boolean formula = type.equals("str");
        while (isBefore("c")) {
            if (xml.isStartElement()) {
                switch (xml.getLocalName()) {
                    case "v", "is" -> value = text();
                    case "f" -> formula = true;
                    default -> {}
                }
            }
        }
        if (formula) {
            return new Cell(Cell.Kind.FORMULA, value);
        }
        return switch (type) {
            case "s" -> new Cell(Cell.Kind.TEXT, value.isBlank() ? "" : spent(shared.text(value)));
            case "inlineStr" -> new Cell(Cell.Kind.TEXT, unescaped(value));
            case "", "n" -> new Cell(Cell.Kind.NUMBER, value.strip());
            default -> new Cell(Cell.Kind.OTHER, value);
        };
    }

    private static String unescaped(String text) {
        return text.contains("_x") ? new XSSFRichTextString(text).getString() : text;
    }

    /** The text of a value, or of the texts of which one is made up, without how it is pronounced. */
    private String text() throws XMLStreamException, IOException {
        StringBuilder text = new StringBuilder();
        String outermost = xml.getLocalName();
        String innermost = outermost;
        boolean spoken = false;
        while (isBefore(outermost)) {
            if (xml.isStartElement() || xml.isEndElement()) {
                innermost = xml.isStartElement() ? xml.getLocalName() : "";
                spoken = xml.getLocalName().equals("rPh") ? xml.isStartElement() : spoken;
            } else if (xml.isCharacters() && !spoken && TEXTS.contains(innermost)) {
                text.append(spent(xml.getText()));
                require(text.length() <= LONGEST_TEXT);
            }
        }
        return text.toString();
    }

    private String spent(String text) throws TooLarge {
        left -= text.length();
        require(left >= 0);
        return text;
    }

    private static void require(boolean small) throws TooLarge {
        if (!small) {
            throw new TooLarge();
        }
    }

    /** Moves on; false at the end of the element of that name. */
    private boolean isBefore(String end) throws XMLStreamException {
        return xml.next() != XMLStreamConstants.END_ELEMENT
                || !xml.getLocalName().equals(end);
    }

    /** Moves on to the next element that begins; false at the end. */
    private static boolean nextElement(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    /** Blank where it is not there. */
    private static String attribute(XMLStreamReader xml, String name) {
        @Nullable String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** The day that a cell of this sheet means by a number; empty when it is no day, or one with a time. */
    public Optional<LocalDate> day(Cell cell) {
        Matcher days = WHOLE_DAYS.matcher(cell.text());
        return cell.kind() == Cell.Kind.NUMBER && days.matches()
                ? Optional.of(DateUtil.getLocalDateTime(Integer.parseInt(days.group(1)), from1904)
                        .toLocalDate())
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        content.close();
        workbook.revert();
    }
}
