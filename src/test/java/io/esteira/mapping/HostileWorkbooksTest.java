package io.esteira.mapping;

import static io.esteira.mapping.WorkbookDraft.item;
import static io.esteira.mapping.WorkbookDraft.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Small files that unpack to many small things are read, or refused, in a little memory: by a program that has no more. */
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(120)
class HostileWorkbooksTest {

    private static final String MEMORY = "-Xmx160m";

    @TempDir
    Path folder;

    private final List<String> files = new ArrayList<>();

    @Test
    void manySmallThingsTakeLittleMemory() throws Exception {
        // Given
        hostile("xl/sharedStrings.xml", WorkbookDraft.sharedTexts(many("<si><t>a</t></si>", 3_900_000)));
        hostile("xl/sharedStrings.xml", WorkbookDraft.sharedTexts(many("<si/>", 4_000_000)));
        hostile("xl/workbook.xml", WorkbookDraft.workbook("", many("<sheet name='a' r:id='rId1'/>", 300_000)));
        hostile(
                "xl/_rels/workbook.xml.rels",
                "<Relationships>" + many("<Relationship/>", 400_000) + "</Relationships>");
        hostile("[Content_Types].xml", "<Types>" + many("<Default/>", 600_000) + "</Types>");
        hostile("xl/worksheets/sheet1.xml", WorkbookDraft.sheet("<row>" + many("<c/>", 4_000_000) + "</row>"));
        hostile(
                "xl/worksheets/sheet1.xml",
                WorkbookDraft.sheet(WorkbookDraft.header() + many("<row><c r='XFD1'/></row>", 1_000_000)));
        String sound = WorkbookDraft.ofRows(item(2, text("7"))).base64();
        files.add(Files.writeString(folder.resolve("sound"), sound).toString());

        // When
        String told = readAllWithLittleMemory();

        // Then
        assertThat(told.lines())
                .containsExactly(
                        "FILE_TOO_LARGE",
                        "FILE_TOO_LARGE",
                        "FILE_TOO_LARGE",
                        "FILE_TOO_LARGE",
                        "FILE_TOO_LARGE",
                        "UNREADABLE_FILE",
                        "0 lines",
                        "1 lines");
    }

    private static String many(String thing, int count) {
        return thing.repeat(count);
    }

    private void hostile(String part, String xml) throws Exception {
        String file = WorkbookDraft.ofRows("").part(part, xml).base64();
        files.add(Files.writeString(folder.resolve(files.size() + ""), file).toString());
    }

    private String readAllWithLittleMemory() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MEMORY,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HostileWorkbooksTest.class.getName()));
        command.addAll(files);
        Process reader = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(reader.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .filter(line -> line.startsWith("> "))
                .map(line -> line.substring(2))
                .reduce("", (before, line) -> before + line + "\n");
    }

    /** Reads files in the order in which they are named. */
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            System.out.println("> " + outcome(Files.readString(Path.of(file))));
        }
    }

    private static String outcome(String base64) {
        try {
            return MappingXlsx.parse(base64).size() + " lines";
        } catch (MappingTable.Refused e) {
            return e.refusal().code();
        }
    }
}
