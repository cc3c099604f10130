package io.esteira.mapping;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook as a test words it, sound or not: what it does not say is as spreadsheet programs write it. */
final class WorkbookDraft {

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    WorkbookDraft() {
        part("xl/workbook.xml", """
                <workbook xmlns="urn:m" xmlns:r="urn:r"><sheets><sheet name="Plan1" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        part("xl/_rels/workbook.xml.rels", """
                <Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>""");
    }

    /** A sheet with the names of the columns in its first row. */
    static WorkbookDraft ofRows(String rows) {
        return new WorkbookDraft().part("xl/worksheets/sheet1.xml", sheet(header() + rows));
    }

    static String sheet(String rows) {
        return "<worksheet xmlns=\"urn:m\"><sheetData>" + rows + "</sheetData></worksheet>";
    }

    static String header() {
        StringBuilder row = new StringBuilder("<row r=\"1\">");
        MappingTable.COLUMNS.forEach(name -> row.append(text(name)));
        return row.append("</row>").toString();
    }

    /** Cells of a mapping to item A, but for the code. */
    static String item(int row, String codeCell) {
        return "<row r=\"" + row + "\">" + text("ITEM") + text("mqtt") + codeCell + text("protheus") + text("A")
                + "</row>";
    }

    static String text(String text) {
        return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    WorkbookDraft part(String path, String xml) {
        return part(path, xml.getBytes(StandardCharsets.UTF_8));
    }

    WorkbookDraft part(String path, byte[] content) {
        parts.put(path, content);
        return this;
    }

    String base64() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
