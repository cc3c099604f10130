package io.esteira.mapping;

import static io.esteira.mapping.WorkbookDraft.item;
import static io.esteira.mapping.WorkbookDraft.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.esteira.mapping.MappingTable.Line;
import io.esteira.platform.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(30)
class MappingXlsxTest {

    /** As the hub does: else each broken workbook has a page in the log. */
    @BeforeAll
    static void isSilent() {
        ((Logger) LoggerFactory.getLogger("org.apache.poi")).setLevel(Level.OFF);
    }

    @Test
    void aWorkbookOfAnotherProgramIsReadWithItsDaysAndZeros() throws Exception {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Planilha", "1.0")) {
            workbook.newWorksheet("Leia-me").value(0, 0, "Preencha a outra aba.");
            Worksheet sheet = workbook.newWorksheet("Code_Mappings");
            for (int column = 0; column < MappingTable.COLUMNS.size(); column++) {
                sheet.value(0, column, MappingTable.COLUMNS.get(column));
            }
            List<String> codes = List.of("item", "mqtt", "007", "protheus", " A & B ");
            for (int column = 0; column < codes.size(); column++) {
                sheet.value(2, column, codes.get(column));
            }
            sheet.value(2, 5, LocalDate.parse("2026-05-20"));
            sheet.style(2, 5).format("dd/mm/yyyy").set();
            sheet.value(2, 6, "2026-12-31");
        }

        // When
        List<Line> lines = MappingXlsx.parse(Base64.getEncoder().encodeToString(bytes.toByteArray()));

        // Then
        assertThat(lines)
                .containsExactly(new Line.Sound(
                        3,
                        new CodeMapping(
                                MappingKind.ITEM,
                                "mqtt",
                                "007",
                                "protheus",
                                "A & B",
                                LocalDate.parse("2026-05-20"),
                                LocalDate.parse("2026-12-31")),
                        true));
    }

    @Test
    void sharedRichAndSpokenTextsAreReadAsAPersonSeesThem() throws Exception {
        String shared = WorkbookDraft.sharedTexts("""
                <si><t>X</t></si><si><r><t>0</t></r><r><rPr/><t>07</t></r><rPh sb="0" eb="1"><t>zero</t></rPh></si>""");

        List<Line> lines = MappingXlsx.parse(WorkbookDraft.ofRows(item(2, "<c r=\"C2\" t=\"s\"><v>1</v></c>"))
                .part("xl/sharedStrings.xml", shared)
                .base64());

        assertThat(codes(lines)).containsExactly("007");
    }

    @Test
    void cellsThatAreNoTextAreToldLineByLineAndTheRestIsTaken() throws Exception {
        List<Line> lines = MappingXlsx.parse(WorkbookDraft.ofRows(item(2, text("7"))
                        + item(3, "<c><v>7</v></c>")
                        + item(4, "<c s=\"1\"><v>123</v></c>")
                        + item(5, "<c t=\"str\"><f>A1</f><v>007</v></c>")
                        + item(6, "<c t=\"inlineStr\"><f>A1</f><is><t>007</t></is></c>")
                        + item(7, "<c t=\"b\"><v>1</v></c>")
                        + item(8, "<c t=\"e\"><v>#REF!</v></c>")
                        + item(9, "<c/>")
                        + item(10, text("_xD800_"))
                        + "<row r=\"11\"/><row>" + text("") + "</row>"
                        + item(13, text("8")))
                .base64());

        assertThat(lines.stream().map(MappingXlsxTest::told))
                .containsExactly(
                        "2 7",
                        "3 INVALID_CELL fromCode",
                        "4 INVALID_CELL fromCode",
                        "5 INVALID_CELL fromCode",
                        "6 INVALID_CELL fromCode",
                        "7 INVALID_CELL fromCode",
                        "8 INVALID_CELL fromCode",
                        "9 INVALID_CODE fromCode",
                        "10 INVALID_CODE fromCode",
                        "13 8");
    }

    @Test
    void daysAreDatesOrTextsAndNothingElse() throws Exception {
        List<Line> lines = MappingXlsx.parse(WorkbookDraft.ofRows(valid(2, "<c><v>46162</v></c>")
                        + valid(3, "<c><v>46162.5</v></c>")
                        + valid(4, "<c><v>1E999999999</v></c>")
                        + valid(5, "<c t=\"str\"><f>TODAY()</f><v>46162</v></c>")
                        + valid(6, text("20/05/2026")))
                .base64());

        assertThat(lines.stream().map(MappingXlsxTest::told))
                .containsExactly(
                        "2 7 from 2026-05-20",
                        "3 INVALID_VALIDITY validFrom",
                        "4 INVALID_VALIDITY validFrom",
                        "5 INVALID_VALIDITY validFrom",
                        "6 INVALID_VALIDITY validFrom");
    }

    @Test
    void daysThatAreCountedFrom1904AreTheSameDays() throws Exception {
        List<Line> lines = MappingXlsx.parse(WorkbookDraft.ofRows(valid(2, "<c><v>44700</v></c>"))
                .part(
                        "xl/workbook.xml",
                        WorkbookDraft.workbook("<workbookPr date1904=\"1\"/>", "<sheet name=\"P\" r:id=\"rId1\"/>"))
                .base64());

        assertThat(lines.stream().map(MappingXlsxTest::told)).containsExactly("2 7 from 2026-05-20");
    }

    @Test
    void aSheetWithoutTheColumnsIsRefused() {
        assertThat(refusal(new WorkbookDraft()
                        .part(
                                "xl/worksheets/sheet1.xml",
                                WorkbookDraft.sheet("<row>" + text("de") + text("para") + "</row>"))
                        .base64()))
                .isEqualTo("UNREADABLE_FILE");
        assertThat(refusal(new WorkbookDraft()
                        .part("xl/worksheets/sheet1.xml", WorkbookDraft.sheet(""))
                        .base64()))
                .isEqualTo("UNREADABLE_FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kind;from_source", "UEsDBA==", "not base64!", "0M8R4KGxGuE="})
    void whatIsNoWorkbookIsRefused(String file) {
        assertThat(refusal(file)).isEqualTo("UNREADABLE_FILE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row><c",
                "</sheetData>",
                "<row><c t=\"s\"><v>0</v></c></row>",
                "<row><c t=\"s\"><v>-1</v></c></row>",
                "<row><c t=\"s\"><v>99999999999999999999</v></c></row>",
                "<row>&boom;</row>"
            })
    void aBrokenSheetIsRefused(String rows) {
        assertThat(refusal(WorkbookDraft.ofRows(rows).base64())).isEqualTo("UNREADABLE_FILE");
    }

    @Test
    void entitiesAreNotFollowed() {
        String sheet = """
                <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
                """ + WorkbookDraft.sheet(WorkbookDraft.header() + item(2, text("&b;&c;")));

        assertThat(refusal(new WorkbookDraft()
                        .part("xl/worksheets/sheet1.xml", sheet)
                        .base64()))
                .isEqualTo("UNREADABLE_FILE");
    }

    @Test
    void aCellFarToTheRightCostsNothing() throws Exception {
        List<Line> lines = MappingXlsx.parse(
                WorkbookDraft.ofRows(item(2, text("7")).replace("</row>", "<c r=\"ZZZZZZZZ2\"><v>1</v></c></row>"))
                        .base64());

        assertThat(codes(lines)).containsExactly("7");
    }

    @Test
    void whatUnpacksToTooMuchIsGivenUp() {
        byte[] spaces = new byte[80_000_000];
        Arrays.fill(spaces, (byte) ' ');

        assertThat(refusal(WorkbookDraft.ofRows("")
                        .part(
                                "xl/sharedStrings.xml",
                                WorkbookDraft.sharedTexts("") + new String(spaces, StandardCharsets.US_ASCII))
                        .base64()))
                .isEqualTo("FILE_TOO_LARGE");
    }

    @Test
    void partsThatMappingsDoNotNeedAreNotUnpacked() throws Exception {
        List<Line> lines = MappingXlsx.parse(WorkbookDraft.ofRows(item(2, text("7")))
                .part("xl/media/image1.png", new byte[80_000_000])
                .base64());

        assertThat(codes(lines)).containsExactly("7");
    }

    @Test
    void aWorkbookThatWasCutAnywhereIsRefusedAndNothingElse() {
        byte[] whole = Base64.getDecoder()
                .decode(WorkbookDraft.ofRows(item(2, text("7"))).base64());

        for (int length = 0; length < whole.length; length++) {
            assertThat(refusal(Base64.getEncoder().encodeToString(Arrays.copyOf(whole, length))))
                    .isEqualTo("UNREADABLE_FILE");
        }
    }

    @Test
    void aWorkbookOfWhichAnyByteIsWrongIsReadOrRefusedAndNothingElse() {
        byte[] whole = Base64.getDecoder()
                .decode(WorkbookDraft.ofRows(item(2, text("7"))).base64());

        for (int place = 0; place < whole.length; place++) {
            byte[] spoilt = whole.clone();
            spoilt[place] ^= (byte) 0xA5;
            try {
                assertThat(MappingXlsx.parse(Base64.getEncoder().encodeToString(spoilt)))
                        .hasSizeLessThan(2);
            } catch (MappingTable.Refused e) {
                assertThat(e.refusal().code()).isIn("UNREADABLE_FILE", "FILE_TOO_LARGE");
            }
        }
    }

    @Test
    void aCellThatIsTooLongIsGivenUp() {
        assertThat(refusal(
                        WorkbookDraft.ofRows(item(2, text("7".repeat(40_000)))).base64()))
                .isEqualTo("FILE_TOO_LARGE");
    }

    @Test
    void moreLinesThanAreTakenAtOnceAreRefused() {
        String rows = item(2, text("7")).replace(" r=\"2\"", "").repeat(MappingTable.MOST_LINES + 1);

        assertThat(refusal(WorkbookDraft.ofRows(rows).base64())).isEqualTo("FILE_TOO_LARGE");
    }

    @Test
    void moreTextThanIsTakenAtOnceIsRefused() {
        String rows = ("<row>" + text("x".repeat(32_000)) + "</row>").repeat(400);

        assertThat(refusal(WorkbookDraft.ofRows(rows).base64())).isEqualTo("FILE_TOO_LARGE");
    }

    private static String valid(int row, String dayCell) {
        return item(row, text("7")).replace("</row>", dayCell + "</row>");
    }

    private static List<String> codes(List<Line> lines) {
        return lines.stream()
                .map(line -> ((Line.Sound) line).mapping().fromCode())
                .toList();
    }

    private static String told(Line line) {
        return line.number() + " "
                + switch (line) {
                    case Line.Sound(long number, CodeMapping mapping, boolean tellsEnd) ->
                        mapping.fromCode() + (mapping.validFrom() == null ? "" : " from " + mapping.validFrom());
                    case Line.Bad(long number, Refusal refusal) -> refusal.code() + " " + refusal.field();
                };
    }

    private static String refusal(String base64) {
        var refused = Objects.requireNonNull(
                catchThrowableOfType(MappingTable.Refused.class, () -> MappingXlsx.parse(base64)));
        return refused.refusal().code();
    }
}
