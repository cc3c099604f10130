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

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    WorkbookDraft() {
        part("[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Default Extension="png" ContentType="image/png"/>\
                <Default Extension="xml" ContentType="%1$s.sheet.main+xml"/>\
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="%1$s.worksheet+xml"/>\
                <Override PartName="/xl/sharedStrings.xml" ContentType="%1$s.sharedStrings+xml"/>\
                </Types>""".formatted("application/vnd.openxmlformats-officedocument.spreadsheetml"));
        part("_rels/.rels", relations("officeDocument", "xl/workbook.xml"));
        part("xl/workbook.xml", workbook("", "<sheet name=\"Plan1\" sheetId=\"1\" r:id=\"rId1\"/>"));
        part("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml"));
    }

    private static String relations(String type, String target) {
        return """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                <Relationship Id="rId1" Type="%s/%s" Target="%s"/></Relationships>""".formatted(RELATIONS, type, target);
    }

    static String workbook(String properties, String sheets) {
        return "<workbook xmlns=\"%s\" xmlns:r=\"%s\">%s<sheets>%s</sheets></workbook>"
                .formatted(MAIN, RELATIONS, properties, sheets);
    }

    /** A sheet with the names of the columns in its first row. */
    static WorkbookDraft ofRows(String rows) {
        return new WorkbookDraft().part("xl/worksheets/sheet1.xml", sheet(header() + rows));
    }

    static String sheet(String rows) {
        return "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows + "</sheetData></worksheet>";
    }

    static String sharedTexts(String texts) {
        return "<sst xmlns=\"" + MAIN + "\">" + texts + "</sst>";
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
