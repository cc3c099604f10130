package io.esteira.mapping;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A spreadsheet (.xlsx) as strangers may send it: unpacked as it is read and never as a whole, without entities or document types, and
 * given up when it unpacks to more than a sound one would. For one thread.
 */
final class Workbook {

    private static final long MOST_UNPACKED = 64 << 20;
    private static final int MOST_TEXT = 10_000_000;
    /** What a cell may hold in a spreadsheet. */
    private static final int LONGEST_TEXT = 32_767;

    private static final Set<String> TEXTS = Set.of("t", "v");

    /** How workbooks write characters that XML has no room for. */
    private static final Pattern ESCAPED = Pattern.compile("_x(\\p{XDigit}{4})_");

    private static final XMLInputFactory XML = factory();

    /** It holds more than is taken. */
    static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the workbook unpacks to more than is taken");
        }
    }

    /** What is made of a part of the workbook. */
    @FunctionalInterface
    interface Part<T, X extends Exception> {
        T read(XMLStreamReader xml) throws XMLStreamException, IOException, X;
    }

    /**
     * What the workbook says of itself.
     *
     * @param path of the sheet's part
     * @param from1904 days are counted from 1904
     */
    record Sheet(String path, boolean from1904) {}

    private record Named(String name, String relation) {}

    private final ZipParts parts;

    Workbook(byte[] packed) throws IOException {
        this.parts = new ZipParts(packed);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /**
     * The sheet of that name, else the first one.
     *
     * @throws IOException as all methods do, when it is no workbook, or {@link TooLarge}
     */
    Sheet sheet(String name) throws IOException {
        List<Named> sheets = new ArrayList<>();
        boolean from1904 = required("xl/workbook.xml", xml -> {
            boolean late = false;
            while (nextElement(xml)) {
                switch (xml.getLocalName()) {
                    case "sheet" -> sheets.add(new Named(attribute(xml, "name"), attribute(xml, "id")));
                    case "workbookPr" -> late = List.of("1", "true").contains(attribute(xml, "date1904"));
                    default -> {}
                }
            }
            return late;
        });
        Named sheet = sheets.stream()
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .or(() -> sheets.stream().findFirst())
                .orElseThrow(() -> new IOException("the workbook has no sheet"));
        String target = relations().get(sheet.relation());
        if (target == null) {
            throw new IOException("the workbook does not say where its sheet is");
        }
        return new Sheet(target.startsWith("/") ? target.substring(1) : "xl/" + target, from1904);
    }

    private Map<String, String> relations() throws IOException {
        return required("xl/_rels/workbook.xml.rels", xml -> {
            Map<String, String> targets = new HashMap<>();
            while (nextElement(xml)) {
                targets.put(attribute(xml, "Id"), attribute(xml, "Target"));
            }
            return targets;
        });
    }

    /** Texts that cells refer to by their number. */
    List<String> sharedTexts() throws IOException {
        Optional<List<String>> texts = part("xl/sharedStrings.xml", xml -> {
            List<String> found = new ArrayList<>();
            int left = MOST_TEXT;
            while (nextElement(xml)) {
                if (xml.getLocalName().equals("si")) {
                    String text = text(xml);
                    left -= text.length() + 1;
                    if (left < 0) {
                        throw new TooLarge();
                    }
                    found.add(text);
                }
            }
            return found;
        });
        return texts.orElse(List.of());
    }

    /** The text of a value, or of the texts of which one is made up; how it is pronounced, which Japanese workbooks tell, is left out. */
    static String text(XMLStreamReader xml) throws XMLStreamException, IOException {
        StringBuilder text = new StringBuilder();
        String innermost = xml.getLocalName();
        int depth = 1;
        int spoken = 0;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    innermost = xml.getLocalName();
                    depth++;
                    spoken += spoken > 0 || innermost.equals("rPh") ? 1 : 0;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    innermost = "";
                    depth--;
                    spoken -= spoken > 0 ? 1 : 0;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (spoken == 0 && TEXTS.contains(innermost)) {
                        append(xml, text);
                    }
                }
                default -> {}
            }
        }
        return ESCAPED.matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
    }

    private static void append(XMLStreamReader xml, StringBuilder text) throws TooLarge {
        if (text.length() + xml.getTextLength() > LONGEST_TEXT) {
            throw new TooLarge();
        }
        text.append(xml.getText());
    }

    /** Moves on to the next element that begins; false at the end. */
    static boolean nextElement(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    /** By its local name, whatever its namespace; blank where it is not there. */
    static String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    <T, X extends Exception> T required(String path, Part<T, X> part) throws IOException, X {
        return part(path, part).orElseThrow(() -> new IOException("the workbook has no part " + path));
    }

    private <T, X extends Exception> Optional<T> part(String path, Part<T, X> part) throws IOException, X {
        Optional<InputStream> unpacked = parts.open(path);
        if (unpacked.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream limited = new Limited(unpacked.get())) {
            return Optional.of(read(part, limited));
        }
    }

    private static <T, X extends Exception> T read(Part<T, X> part, InputStream unpacked) throws IOException, X {
        try {
            return part.read(XML.createXMLStreamReader(unpacked));
        } catch (XMLStreamException e) {
            throw e.getNestedException() instanceof IOException cause ? cause : new IOException(e);
        }
    }

    /** Gives up after {@link #MOST_UNPACKED} bytes. */
    private static final class Limited extends FilterInputStream {

        private long left = MOST_UNPACKED;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return spent(in.read(), 1);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            return spent(read, read);
        }

        private int spent(int result, int bytes) throws TooLarge {
            left -= Math.max(bytes, 0);
            if (left < 0) {
                throw new TooLarge();
            }
            return result;
        }
    }
}
