package io.esteira.sheets;

import java.io.IOException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/** Texts that cells refer to by their number, without how they are pronounced, which Japanese workbooks tell. */
final class SharedTexts extends ReadOnlySharedStringsTable {

    private static final int MOST_TEXTS = 1_000_000;

    // Without initial values: they are counted while the constructor above reads.
    private int texts;
    private int longest;
    private long characters;

    SharedTexts(OPCPackage workbook) throws IOException, SAXException {
        super(workbook, false);
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
        super.startElement(uri, localName, name, attributes);
        if (localName.equals("si")) {
            longest = 0;
            require(++texts <= MOST_TEXTS);
        }
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        longest += length;
        characters += length;
        require(longest <= Sheet.LONGEST_TEXT && characters <= Sheet.MOST_TEXT);
        super.characters(text, start, length);
    }

    private static void require(boolean small) throws SAXException {
        if (!small) {
            throw new SAXException(new Sheet.TooLarge());
        }
    }

    String text(String number) throws IOException {
        int index = Integer.parseInt(number.strip());
        if (index < 0 || index >= texts) {
            throw new IOException("a cell refers to a text that is not there");
        }
        return getItemAt(index).getString();
    }
}
