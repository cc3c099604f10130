package io.esteira.mapping;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Makes a workbook (.xlsx) of one sheet whose columns are text. */
final class WorkbookWriter {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /** Of the second cell format; 49 is text. */
    private static final String STYLES = """
            <styleSheet xmlns="%s"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>\
            <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
            <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
            <cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
            <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>""".formatted(MAIN);

    private static final String TYPES = """
            <Types xmlns="%1$scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Override PartName="/xl/workbook.xml" ContentType="%2$ssheet.main+xml"/>\
            <Override PartName="/xl/styles.xml" ContentType="%2$sstyles+xml"/>\
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="%2$sworksheet+xml"/></Types>""".formatted(PACKAGE, TYPE);

    private static final String ROOT = """
            <Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>""".formatted(PACKAGE, RELATIONS);

    private static final String PARTS = """
            <Relationships xmlns="%1$srelationships"><Relationship Id="rId1" Type="%2$s/worksheet" Target="worksheets/sheet1.xml"/>\
            <Relationship Id="rId2" Type="%2$s/styles" Target="styles.xml"/></Relationships>""".formatted(PACKAGE, RELATIONS);

    private static final String WORKBOOK = """
            <workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="%%s" sheetId="1" r:id="rId1"/></sheets></workbook>""".formatted(MAIN, RELATIONS);

    private static final String SHEET_BEGIN = """
            <worksheet xmlns="%s"><cols><col min="1" max="%%d" width="20" style="1" customWidth="1"/></cols><sheetData>""".formatted(MAIN);

    private static final Map<String, String> ENTITIES = Map.of("&", "&amp;", "<", "&lt;", ">", "&gt;");

    /** What XML has no room for, and what would be read as such. */
    private static final Pattern TO_ESCAPE = Pattern.compile("[&<>\\p{Cntrl}\\uFFFE\\uFFFF]|_(?=x\\p{XDigit}{4}_)");

    private WorkbookWriter() {}

    /** @param rows each as long as the first */
    static byte[] write(String sheet, List<List<String>> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Writer writer = new OutputStreamWriter(zip, StandardCharsets.UTF_8)) {
            part(zip, writer, "[Content_Types].xml", TYPES);
            part(zip, writer, "_rels/.rels", ROOT);
            part(zip, writer, "xl/workbook.xml", WORKBOOK.formatted(sheet));
            part(zip, writer, "xl/_rels/workbook.xml.rels", PARTS);
            part(zip, writer, "xl/styles.xml", STYLES);
            begin(zip, "xl/worksheets/sheet1.xml");
            sheet(writer, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void part(ZipOutputStream zip, Writer writer, String name, String text) throws IOException {
        begin(zip, name);
        writer.append(XML).append(text).flush();
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
    }

    private static void sheet(Writer writer, List<List<String>> rows) throws IOException {
        writer.append(XML).append(SHEET_BEGIN.formatted(rows.getFirst().size()));
        for (List<String> row : rows) {
            writer.append("<row>");
            for (String text : row) {
                writer.append(
                        text.isEmpty()
                                ? "<c s=\"1\"/>"
                                : "<c s=\"1\" t=\"inlineStr\"><is><t>" + escaped(text) + "</t></is></c>");
            }
            writer.append("</row>");
        }
        writer.append("</sheetData></worksheet>");
    }

    private static String escaped(String text) {
        return TO_ESCAPE.matcher(text).replaceAll(match -> {
            @Nullable String entity = ENTITIES.get(match.group());
            return entity == null ? "_x%04X_".formatted((int) match.group().charAt(0)) : entity;
        });
    }
}
