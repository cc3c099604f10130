package io.esteira.mapping;

import static io.esteira.mapping.MappingDatabase.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.mapping.MappingFiles.Answer;
import io.esteira.platform.Role;
import io.esteira.support.Hub;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingFilesTest {

    private static final String HEADER = "kind;from_source;from_code;to_source;to_code;valid_from;valid_to\n";

    private final MappingDatabase database = new MappingDatabase();
    private final MappingFiles files = database.hub.get(MappingFiles.class);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        String file = HEADER + "ITEM;mqtt;007;protheus;A;;\nITEM;mqtt;8;protheus;B;2026-01-01;2026-12-31\n";

        assertThat(take(file)).isEqualTo(new ImportReport(2, 0, 0, List.of()));
        String before = rows();
        assertThat(take(file)).isEqualTo(new ImportReport(0, 0, 2, List.of()));
        assertThat(rows()).isEqualTo(before).contains("007");
    }

    @Test
    void aFileIsTakenInAgainAsItWasExported() {
        database.save(item("7", "A;\"x\"", null, "2026-05-31"));
        database.save(item("7", "-B", "2026-06-01", null));

        String file = files.export(database.it, "MATRIZ", null);

        assertThat(take(file)).isEqualTo(new ImportReport(0, 0, 2, List.of()));
        assertThat(files.export(database.it, "MATRIZ", MappingKind.UNIT).lines())
                .hasSize(1);
    }

    @Test
    void aLineAboutAKnownCodeMendsItAndTakesEffect() {
        long other = database.addItem("B", "protheus");
        database.save(item("7", "A"));

        assertThat(take(HEADER + "ITEM;mqtt;7;protheus;B;;\n")).isEqualTo(new ImportReport(0, 1, 0, List.of()));
        assertThat(database.linked("7")).contains(other);
    }

    @Test
    void whatIsWrongIsToldLineByLineAndTheRestIsTaken() {
        database.save(item("9", "A", null, "2026-06-30"));

        ImportReport report = take(HEADER
                + "ITEM;mqtt;7;protheus;A;;\n"
                + "THING;mqtt;8;protheus;A;;\n"
                + "ITEM;mqtt;;protheus;A;;\n"
                + "ITEM;mqtt;8;protheus;A;31/12/2026;\n"
                + "ITEM;mqtt;8;protheus;A;2026-02-01;2026-01-01\n"
                + "ITEM;mqtt;9;protheus;B;2026-06-30;\n"
                + "ITEM;mqtt;7;protheus;B;;\n"
                + "ITEM;mqtt\n"
                + "ITEM;mqtt;10;protheus;A;;\n");

        assertThat(report.created()).isEqualTo(2);
        assertThat(report.refused().stream()
                        .map(line -> line.line() + " " + line.refusal().code()))
                .containsExactly(
                        "3 INVALID_KIND",
                        "4 INVALID_CODE",
                        "5 INVALID_VALIDITY",
                        "6 INVALID_VALIDITY",
                        "7 OVERLAPPING_VALIDITY",
                        "8 OVERLAPPING_VALIDITY",
                        "9 INVALID_CODE");
    }

    @Test
    void columnsMayBeInAnyOrderPartedByCommaOrTabAndBehindAMark() {
        assertThat(take("\uFEFFTo_Code,to_source,from_code,from_source,kind\nA,protheus,7,mqtt,item\n")
                        .created())
                .isOne();
        assertThat(take("kind\tfrom_source\tfrom_code\tto_source\tto_code\nITEM\tmqtt\t8\tprotheus\tA\n")
                        .created())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "PK\u0003\u0004", "kind;from_source\n", "{\"a\": 1}"})
    void whatIsNoSuchFileIsRefused(String file) {
        assertThat(refusal(files.importFile(database.it, "MATRIZ", file, false)))
                .isEqualTo("UNREADABLE_FILE");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeAnythingIsTaken() {
        String longFile = HEADER + "ITEM;mqtt;7;protheus;A;;\n".repeat(MappingCsv.MOST_LINES + 1);
        String wideFile = HEADER + "ITEM;mqtt;7;protheus;" + "A".repeat(10_000_001);

        assertThat(refusal(files.importFile(database.it, "MATRIZ", longFile, false)))
                .isEqualTo("FILE_TOO_LARGE");
        assertThat(refusal(files.importFile(database.it, "MATRIZ", wideFile, false)))
                .isEqualTo("FILE_TOO_LARGE");
        assertThat(rows()).isEmpty();
    }

    @Test
    void aLargeFileIsAJob() {
        String file = HEADER
                + IntStream.rangeClosed(0, 2 * MappingFiles.AT_ONCE)
                        .mapToObj("ITEM;mqtt;%d;protheus;A;;\n"::formatted)
                        .reduce("", String::concat)
                + "ITEM;mqtt;;protheus;A;;\n";

        Answer answer = files.importFile(database.it, "MATRIZ", file, false);

        assertThat(answer).isInstanceOf(Answer.Started.class);
        await().untilAsserted(() -> assertThat(database.jdbc
                        .sql("select state || ' ' || coalesce(result ->> 'created', '') from hub.job")
                        .query(String.class)
                        .single())
                .isEqualTo("DONE 2001"));
        assertThat(database.jdbc
                        .sql("select result -> 'lines' -> 0 ->> 'code' from hub.job")
                        .query(String.class)
                        .single())
                .isEqualTo("INVALID_CODE");
    }

    @Test
    void othersDoNotTakeFilesInAndOtherCompaniesDoNotExist() {
        database.save(item("7", "A"));
        var planner = Hub.caller(Set.of(Role.PLANNER), database.matriz);
        var stranger = Hub.caller(Set.of(Role.IT), database.laticinio);

        assertThat(refusal(files.importFile(planner, "MATRIZ", HEADER, false))).isEqualTo("FORBIDDEN");
        assertThat(refusal(files.importFile(stranger, "MATRIZ", HEADER, false))).isEqualTo("UNKNOWN_COMPANY");
        assertThat(files.export(stranger, "MATRIZ", null).lines()).hasSize(1);
    }

    private ImportReport take(String file) {
        return ((Answer.Done) files.importFile(database.it, "MATRIZ", file, false)).report();
    }

    private static String refusal(Answer answer) {
        return ((Answer.Refused) answer).refusal().code().name();
    }

    private String rows() {
        return database.jdbc
                .sql("select coalesce(string_agg(m::text, ' ' order by m.id), '') from hub.code_mapping m")
                .query(String.class)
                .single();
    }
}
