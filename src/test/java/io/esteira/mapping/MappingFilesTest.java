package io.esteira.mapping;

import static io.esteira.mapping.MappingDatabase.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.jobs.Jobs;
import io.esteira.mapping.MappingFiles.Answer;
import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import io.esteira.support.Hub;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

        String file = export(database.it, null);

        assertThat(take(file)).isEqualTo(new ImportReport(0, 0, 2, List.of()));
        assertThat(export(database.it, MappingKind.UNIT).lines()).hasSize(1);
    }

    @Test
    void aWorkbookIsTakenInAgainAsItWasExported() {
        // Given
        database.save(item("007", "A<&\"x\">_x0041_", null, "2026-05-31"));
        database.save(item("007", "=B1+1", "2026-06-01", null));
        var exported = (MappingFiles.Export.File) files.export(database.it, "MATRIZ", null, MappingFile.Format.XLSX);
        MappingFile workbook = new MappingFile.Xlsx(exported.text());

        // Then
        assertThat(files.importFile(database.it, "MATRIZ", workbook, false))
                .isEqualTo(new Answer.Done(new ImportReport(0, 0, 2, List.of())));

        // And where they are gone
        database.jdbc.sql("delete from hub.code_mapping").update();
        assertThat(files.importFile(database.it, "MATRIZ", workbook, false))
                .isEqualTo(new Answer.Done(new ImportReport(2, 0, 0, List.of())));
        assertThat(rows()).contains("007");
    }

    @Test
    void moreThanAFileMayHoldIsNotExported() {
        // Given
        database.jdbc
                .sql("""
                        insert into hub.code_mapping (company_id, kind, from_source, from_code, to_source, to_code,
                          created_at, created_by, updated_at, updated_by)
                        select ?, case n when 0 then 'UNIT' else 'OPERATOR' end, 'mqtt', n::text, 'protheus', 'X', now(), 'ana', now(), 'ana'
                          from generate_series(0, ?) n
                        """)
                .params(database.matriz.id(), MappingTable.MOST_LINES)
                .update();

        // When
        MappingFiles.Export all = files.export(database.it, "MATRIZ", null, MappingFile.Format.CSV);

        // Then
        assertThat(all).isInstanceOfSatisfying(MappingFiles.Export.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(MappingTexts.Code.FILE_TOO_LARGE.name()));
        assertThat(export(database.it, MappingKind.UNIT).lines()).hasSize(2);
    }

    @Test
    void linesThatMakeRoomAreTakenFirstSoThatTheSameFileAgainChangesNothing() {
        // Given
        database.save(item("7", "A"));
        String file = HEADER + "ITEM;mqtt;7;protheus;B;2026-06-01;\nITEM;mqtt;7;protheus;A;;2026-05-31\n";

        // Then
        assertThat(take(file)).isEqualTo(new ImportReport(1, 1, 0, List.of()));
        assertThat(take(file)).isEqualTo(new ImportReport(0, 0, 2, List.of()));
    }

    @Test
    void linesOfACodeBelongTogetherHoweverFarApartTheyAre() {
        // Given
        database.save(item("7", "A"));
        String file = HEADER + "ITEM;mqtt;7;protheus;B;2026-06-01;\n" + lines(2 * MappingFiles.AT_ONCE)
                + "ITEM;mqtt;7;protheus;A;;2026-05-31\n";

        // When
        files.importFile(database.it, "MATRIZ", new MappingFile.Csv(file), false);

        // Then
        await().untilAsserted(() -> assertThat(job()).isEqualTo("DONE 2001 1 0"));
    }

    @Test
    void whatAMendDoesNotChangeLeadsOnAndWhatItDoesLeadsElsewhereAtOnce() {
        // Given
        long item = database.addItem("A", "protheus");
        long other = database.addItem("B", "protheus");
        take(HEADER + "ITEM;mqtt;7;protheus;A;;\nITEM;mqtt;8;protheus;A;;\nITEM;mqtt;9;protheus;A;;\n");
        String key = keyOf("7");

        // When
        take(HEADER
                + "ITEM;mqtt;7;protheus;A;;2026-12-31\nITEM;mqtt;8;protheus;B;;\nITEM;mqtt;9;protheus;A;;2026-05-19\n");

        // Then
        assertThat(keyOf("7")).isEqualTo(key);
        assertThat(database.linked("7")).contains(item);
        assertThat(database.linked("8")).contains(other);
        assertThat(database.linked("9")).isEmpty();
    }

    /** Another one when it was taken back and given anew. */
    private String keyOf(String code) {
        return database.jdbc
                .sql("select ctid::text || xmin::text from hub.source_ref where key = ?")
                .param(code)
                .query(String.class)
                .single();
    }

    @Test
    void anImportThatIsCancelledKeepsWhatItHasTakenAndThatLeadsSomewhere() throws Exception {
        // Given
        database.addItem("A", "protheus");

        // When
        try (Connection locked = database.lockedMappings()) {
            files.importFile(
                    database.it, "MATRIZ", new MappingFile.Csv(HEADER + lines(5 * MappingFiles.AT_ONCE)), false);
            await().until(() -> database.waiting() == 1);
            UUID job = database.jdbc
                    .sql("select public_id from hub.job")
                    .query(UUID.class)
                    .single();
            // Work is asked whether it may go on a few times a second at most.
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            database.hub.get(Jobs.class).cancel(database.it, job);
            locked.rollback();
        }

        // Then
        await().untilAsserted(() -> assertThat(job()).startsWith("CANCELLED"));
        assertThat(database.count("hub.code_mapping")).isEqualTo(MappingFiles.AT_ONCE);
        assertThat(database.count("hub.source_ref where mapping_id is not null"))
                .isEqualTo(MappingFiles.AT_ONCE);
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj("ITEM;mqtt;n%d;protheus;A;;\n"::formatted)
                .collect(Collectors.joining());
    }

    /** State and result of the only job. */
    private String job() {
        return database.jdbc
                .sql(
                        "select concat_ws(' ', state, result ->> 'created', result ->> 'updated', result ->> 'refusedCount')"
                                + " from hub.job")
                .query(String.class)
                .single();
    }

    private String export(Caller caller, @Nullable MappingKind kind) {
        return ((MappingFiles.Export.File) files.export(caller, "MATRIZ", kind, MappingFile.Format.CSV)).text();
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
    @ValueSource(strings = {"valid_until", "valid to", "fim"})
    void aColumnThatIsNotKnownIsNotPassedOver(String column) {
        // Given
        database.save(item("7", "A", null, "2026-05-31"));

        // When
        Answer answer = files.importFile(
                database.it,
                "MATRIZ",
                new MappingFile.Csv("kind;from_source;from_code;to_source;to_code;" + column
                        + "\nITEM;mqtt;7;protheus;A;2026-05-31\n"),
                false);

        // Then
        assertThat(refusal(answer)).isEqualTo("UNREADABLE_FILE");
        assertThat(((Answer.Refused) answer).refusal().message()).contains(column);
    }

    @Test
    void aFileThatDoesNotSayUntilWhenLeavesWhatHasEndedEnded() {
        // Given
        database.save(item("7", "A", null, "2026-05-31"));
        String file = "kind;from_source;from_code;to_source;to_code\nITEM;mqtt;7;protheus;%s;;\n";

        // Then
        assertThat(take(file.formatted("A"))).isEqualTo(new ImportReport(0, 0, 1, List.of()));
        assertThat(take(file.formatted("B"))).isEqualTo(new ImportReport(0, 1, 0, List.of()));
        assertThat(rows()).contains("2026-05-31");
    }

    @Test
    void keysThatAreReadAtTheSameTimeTheOtherWayRoundAreWaitedFor() throws Exception {
        // Given
        long item = database.addItem("A", "protheus");
        try (ExecutorService thread = Executors.newSingleThreadExecutor();
                Connection reader = database.dataSource.getConnection()) {
            reader.setAutoCommit(false);
            // Of two who wait for each other the import is the one that PostgreSQL ends.
            reader.createStatement().execute("set local deadlock_timeout = '1min'");
            addKey(reader, "2", item);

            // When
            Future<ImportReport> report =
                    thread.submit(() -> take(HEADER + "ITEM;mqtt;1;protheus;A;;\nITEM;mqtt;2;protheus;A;;\n"));
            await().until(() -> database.count(
                            "pg_stat_activity where wait_event = 'transactionid' and datname = current_database()")
                    > 0);
            addKey(reader, "1", item);
            reader.commit();

            // Then
            assertThat(report.get()).isEqualTo(new ImportReport(2, 0, 0, List.of()));
            assertThat(database.count("hub.code_mapping")).isEqualTo(2);
        }
    }

    private void addKey(Connection connection, String key, long item) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into hub.source_ref (company_id, entity, source, key, id) values (?, 'item', 'mqtt', ?, ?)")) {
            insert.setShort(1, database.matriz.id());
            insert.setString(2, key);
            insert.setLong(3, item);
            insert.execute();
        }
    }

    @Test
    void moreImportsThanMayWaitAreRefused() throws Exception {
        MappingFile file = new MappingFile.Csv(HEADER + "ITEM;mqtt;7;protheus;A;;\n");

        try (Connection locked = database.lockedMappings()) {
            List<Answer> answers = IntStream.range(0, 20)
                    .mapToObj(n -> files.importFile(database.it, "MATRIZ", file, true))
                    .toList();
            locked.rollback();

            assertThat(answers.getFirst()).isInstanceOf(Answer.Started.class);
            assertThat(refusal(answers.getLast())).isEqualTo("TOO_MANY_JOBS");
        }
        await().until(() -> database.count("hub.job where state <> 'DONE'") == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "PK\u0003\u0004", "kind;from_source\n", "{\"a\": 1}"})
    void whatIsNoSuchFileIsRefused(String file) {
        assertThat(refusal(files.importFile(database.it, "MATRIZ", new MappingFile.Csv(file), false)))
                .isEqualTo("UNREADABLE_FILE");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeAnythingIsTaken() {
        String longFile = HEADER + "ITEM;mqtt;7;protheus;A;;\n".repeat(MappingTable.MOST_LINES + 1);
        String wideFile = HEADER + "ITEM;mqtt;7;protheus;" + "A".repeat(10_000_001);

        assertThat(refusal(files.importFile(database.it, "MATRIZ", new MappingFile.Csv(longFile), false)))
                .isEqualTo("FILE_TOO_LARGE");
        assertThat(refusal(files.importFile(database.it, "MATRIZ", new MappingFile.Csv(wideFile), false)))
                .isEqualTo("FILE_TOO_LARGE");
        assertThat(rows()).isEmpty();
    }

    @Test
    void aLargeFileIsAJob() {
        String file = HEADER + lines(2 * MappingFiles.AT_ONCE) + "ITEM;mqtt;;protheus;A;;\n";

        Answer answer = files.importFile(database.it, "MATRIZ", new MappingFile.Csv(file), false);

        assertThat(answer).isInstanceOf(Answer.Started.class);
        await().untilAsserted(() -> assertThat(job()).isEqualTo("DONE 2000 0 1"));
        assertThat(database.jdbc
                        .sql("select concat_ws(' ', r ->> 'line', r ->> 'code', r ->> 'field')"
                                + " from hub.job, jsonb_array_elements(result -> 'refused') r")
                        .query(String.class)
                        .single())
                .isEqualTo("2002 INVALID_CODE fromCode");
    }

    @Test
    void othersDoNotTakeFilesInAndOtherCompaniesDoNotExist() {
        database.save(item("7", "A"));
        var planner = Hub.caller(Set.of(Role.PLANNER), database.matriz);
        var stranger = Hub.caller(Set.of(Role.IT), database.laticinio);

        assertThat(refusal(files.importFile(planner, "MATRIZ", new MappingFile.Csv(HEADER), false)))
                .isEqualTo("FORBIDDEN");
        assertThat(refusal(files.importFile(stranger, "MATRIZ", new MappingFile.Csv(HEADER), false)))
                .isEqualTo("UNKNOWN_COMPANY");
        assertThat(export(stranger, null).lines()).hasSize(1);
    }

    private ImportReport take(String file) {
        return ((Answer.Done) files.importFile(database.it, "MATRIZ", new MappingFile.Csv(file), false)).report();
    }

    private static String refusal(Answer answer) {
        return ((Answer.Refused) answer).refusal().code();
    }

    private String rows() {
        return database.jdbc
                .sql("select coalesce(string_agg(m::text, ' ' order by m.id), '') from hub.code_mapping m")
                .query(String.class)
                .single();
    }
}
