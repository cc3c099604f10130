package io.esteira.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.esteira.parquet.ParquetRows;
import io.esteira.platform.Alerts;
import io.esteira.platform.Companies;
import io.esteira.query.Catalog;
import io.esteira.query.DataDictionary;
import io.esteira.query.GlobalId;
import io.esteira.support.HubTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

/** The lake in a folder, read back by another library than the one that wrote it. */
class LakeTest extends HubTest {

    @TempDir
    private Path folder;

    @Autowired
    private Catalog catalog;

    @Autowired
    private DataDictionary dictionary;

    @Autowired
    private Companies companies;

    @Autowired
    private Alerts alerts;

    @Autowired
    private LakePositions positions;

    @Autowired
    private DataSource database;

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void fromTheBeginning() {
        clean();
        jdbc.sql("""
                        insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                        select gen_random_uuid(), id, 'test', 'LAKE', 'An item', 'PRODUCT', true, now()
                          from hub.company where code = 'EXEMPLO'""").update();
        order("LAKE-1", "'1999-01-15'");
        order("LAKE-2", "'1999-02-15'");
        order("LAKE-3", "null");
    }

    @AfterEach
    void clean() {
        jdbc.sql("delete from hub.lake_position").update();
        jdbc.sql("delete from hub.production_order where number like 'LAKE-%'").update();
        jdbc.sql("delete from hub.item where code = 'LAKE'").update();
    }

    private void order(String number, String openedOn) {
        jdbc.sql("""
                        insert into hub.production_order (public_id, company_id, source, source_key, number, item_id, status,
                          reported_status, source_status, quantity, opened_on, posting_blocked, observed_at)
                        select gen_random_uuid(), company_id, 'test', :number, :number, id, 'RELEASED', 'RELEASED', '1', 12.25,
                          %s::date, false, timestamptz '2026-01-01 00:00:00.5+00'
                          from hub.item where code = 'LAKE'""".formatted(openedOn)).param("number", number).update();
    }

    /** As a merge does, with its entry in the change log. */
    private void move(String number, String openedOn) {
        jdbc.sql("""
                        with former as (
                          select id, company_id, to_jsonb(o) as before from hub.production_order o where number = :number
                        ), moved as (
                          update hub.production_order o set opened_on = :openedOn::date from former f where o.id = f.id
                        )
                        insert into hub.change_log (entity, row_id, company_id, kind, before)
                        select 'production_order', id, company_id, 'U', before from former""").param("number", number).param("openedOn", openedOn).update();
    }

    private LakeExport lake(LakeProperties.Personal personal, boolean raw) {
        LakeProperties properties = new LakeProperties(
                true,
                "-",
                folder.toString(),
                new LakeProperties.Bucket("", "", "", "", "", ""),
                !raw,
                raw,
                raw,
                personal);
        return new LakeExport(
                properties, catalog, dictionary, companies, positions, database, transactions, Clock.systemUTC());
    }

    private LakeExport curated() {
        return lake(LakeProperties.Personal.OMIT, false);
    }

    private Path partition(String zone, String company, String entity) {
        return folder.resolve(zone + "/company=" + company + "/entity=" + entity);
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Map<String, @Nullable Object>> rows(Path below) throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Path file : files(below)) {
            rows.addAll(ParquetRows.read(Files.readAllBytes(file)));
        }
        return rows;
    }

    private static Set<String> numbers(Path below) throws IOException {
        return rows(below).stream()
                .map(row -> String.valueOf(row.get("number")))
                .filter(number -> number.startsWith("LAKE-"))
                .collect(Collectors.toSet());
    }

    @Test
    void tablesAreDividedByCompanyAndMonth() throws Exception {
        curated().export();

        Path orders = partition("curated", "EXEMPLO", "production_order");
        assertThat(numbers(orders.resolve("month=1999-01"))).containsExactly("LAKE-1");
        assertThat(numbers(orders.resolve("month=1999-02"))).containsExactly("LAKE-2");
        assertThat(numbers(orders.resolve("month=__HIVE_DEFAULT_PARTITION__"))).contains("LAKE-3");
        assertThat(rows(orders)).hasSize((int)
                count("select count(*) from hub.production_order o join hub.company c on c.id = o.company_id"
                        + " where c.code = 'EXEMPLO'"));
        assertThat(rows(partition("curated", "MATRIZ", "order_step").resolve("month=all")))
                .hasSize((int) count("select count(*) from hub.order_step o join hub.company c on c.id = o.company_id"
                        + " where c.code = 'MATRIZ'"));
        assertThat(Files.readString(orders.resolve("month=1999-01/_SUCCESS")))
                .contains("\"file\":\"part-0.parquet\"")
                .contains("\"rows\":1");
        assertThat(files(folder.resolve(".writing"))).isEmpty();
    }

    @Test
    void rowsHaveTheIdsAndValuesOfTheContract() throws Exception {
        curated().export();

        Map<String, @Nullable Object> order = rows(partition("curated", "EXEMPLO", "production_order")
                        .resolve("month=1999-01"))
                .getFirst();
        UUID id = jdbc.sql("select public_id from hub.production_order where number = 'LAKE-1'")
                .query(UUID.class)
                .single();
        UUID item = jdbc.sql("select public_id from hub.item where code = 'LAKE'")
                .query(UUID.class)
                .single();
        assertThat(order)
                .containsEntry("id", new GlobalId("ProductionOrder", id).text())
                .containsEntry("item_id", new GlobalId("Item", item).text())
                .containsEntry("company", "EXEMPLO")
                .containsEntry("opened_on", LocalDate.of(1999, 1, 15))
                .containsEntry("posting_blocked", false)
                .containsEntry("current_phase_id", null);
        assertThat(String.valueOf(order.get("quantity"))).isEqualTo("12.250000000000");
        assertThat(String.valueOf(order.get("observed_at"))).isEqualTo("2026-01-01T00:00:00.500Z");
    }

    @Test
    void onlyMonthsWithChangesAreWrittenAgain() throws Exception {
        curated().export();
        Path orders = partition("curated", "EXEMPLO", "production_order");
        String february = Files.readString(orders.resolve("month=1999-02/_SUCCESS"));

        assertThat(curated().export())
                .as("nothing has changed since but tables without a log")
                .hasValueSatisfying(
                        rows -> assertThat(rows).isLessThan(count("select count(*) from hub.production_order")));
        move("LAKE-1", "1999-03-01");

        // A change counts once all transactions that began before it have ended, those of other tests on the same
        // server too.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            curated().export();
            assertThat(orders.resolve("month=1999-01/part-0.parquet")).doesNotExist();
        });
        assertThat(orders.resolve("month=1999-01/_SUCCESS")).doesNotExist();
        assertThat(numbers(orders.resolve("month=1999-03"))).containsExactly("LAKE-1");
        assertThat(Files.readString(orders.resolve("month=1999-02/_SUCCESS"))).isEqualTo(february);
    }

    @Test
    void fieldsThatTellOfPeopleAreLeftOutMaskedOrKept() throws Exception {
        Path postings = partition("curated", "MATRIZ", "posting");
        long known = count(
                "select count(*) from hub.posting p join hub.company c on c.id = p.company_id where c.code = 'MATRIZ'");

        curated().export();
        assertThat(rows(postings)).hasSize((int) known).allSatisfy(row -> assertThat(row)
                .doesNotContainKeys("operator", "created_by", "note")
                .containsKey("good"));
        lake(LakeProperties.Personal.MASK, false).export();
        assertThat(rows(postings)).allSatisfy(row -> assertThat(row).containsEntry("created_by", "***"));
        lake(LakeProperties.Personal.KEEP, false).export();
        assertThat(rows(postings))
                .allSatisfy(row -> assertThat(row.get("created_by")).isIn("csw", "protheus", "esteira"));
    }

    @Test
    void whatOnlyItMayReadIsNotExported() throws Exception {
        curated().export();

        assertThat(partition("curated", "EXEMPLO", "client_key")).doesNotExist();
        assertThat(partition("curated", "EXEMPLO", "code_mapping")).doesNotExist();
    }

    @Test
    void recordsAreAddedAsTheyCame() throws Exception {
        LakeExport raw = lake(LakeProperties.Personal.OMIT, true);
        raw.export();
        Path zone = folder.resolve("raw/company=EXEMPLO");

        long records = count("""
                select count(*) from hub.inbox_record r join hub.stream s on s.id = r.stream_id
                join hub.company c on c.id = s.company_id where c.code = 'EXEMPLO'""");
        List<Path> before = files(zone);
        assertThat(rows(zone)).hasSize((int) records).isNotEmpty();
        Map<String, @Nullable Object> one = rows(zone).getFirst();
        byte[] payload = jdbc.sql("""
                        select r.payload from hub.inbox_record r join hub.stream s on s.id = r.stream_id
                        where s.source = ? and s.entity = ? and r.source_key = ? and r.batch_id = ?""")
                .params(Stream.of("source", "record", "source_key", "batch")
                        .map(one::get)
                        .toList())
                .query(byte[].class)
                .single();
        assertThat(one.get("payload")).isEqualTo(payload);

        raw.export();
        assertThat(files(zone)).as("nothing came meanwhile").isEqualTo(before);
    }

    @Test
    void anExportThatWasCutOffIsMadeAgainUnderTheSameNames() throws Exception {
        LakeExport raw = lake(LakeProperties.Personal.OMIT, true);
        raw.export();
        List<Path> files = files(folder.resolve("raw"));
        jdbc.sql("update hub.lake_position set target = position, position = null")
                .update();

        raw.export();

        assertThat(files(folder.resolve("raw"))).isEqualTo(files);
    }

    @Test
    void oneExportsAtATime() throws Exception {
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('hub.lake export', 0))");
            assertThat(curated().export()).isEmpty();
            statement.execute("select pg_advisory_unlock(hashtextextended('hub.lake export', 0))");
        }
        assertThat(curated().export()).isPresent();
    }

    private static LakeProperties withoutAPlace() {
        return new LakeProperties(
                true,
                "-",
                "",
                new LakeProperties.Bucket("", "", "", "", "", ""),
                true,
                true,
                true,
                LakeProperties.Personal.OMIT);
    }

    private LakeExport nowhere() {
        return new LakeExport(
                withoutAPlace(), catalog, dictionary, companies, positions, database, transactions, Clock.systemUTC());
    }

    @Test
    void withoutAPlaceItSaysWhatToSet() {
        LakeExport nowhere = nowhere();

        assertThatThrownBy(nowhere::export).hasMessageContaining("ESTEIRA_LAKE_FOLDER");
    }

    @Test
    void whatFailsByTheClockIsAnAlertUntilItSucceeds() {
        new LakeSchedule(withoutAPlace(), nowhere(), alerts).export();
        assertThat(alerts.open(LakeSchedule.ALERT)).containsExactly("lake");

        new LakeSchedule(withoutAPlace(), curated(), alerts).export();
        assertThat(alerts.open(LakeSchedule.ALERT)).isEmpty();
    }
}
