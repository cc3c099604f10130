package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.Watermark;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of source records, whatever the source. */
class InboxTests extends ScriptedSource {

    @Autowired
    private SyncRuns runs;

    @Autowired
    private InboxStore store;

    @Autowired
    private Replay replay;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aVanishedRowIsDeletedOnlyAfterTwoRunsAndAPointReadMissedIt() {
        reader.withPhases("V", 30);
        poll();
        reader.scope.remove("V7");

        poll();
        assertThat(live("V")).isEqualTo(30);

        poll();
        assertThat(live("V")).isEqualTo(29);
        assertThat(count("select count(*) from hub.phase where code = 'V7'")).isOne();
    }

    @Test
    void aRowThatComesBackIsNotDeleted() {
        reader.withPhases("B", 30);
        poll();
        String row = reader.scope.remove("B3");
        poll();
        reader.scope.put("B3", row);
        poll();
        reader.scope.remove("B3");

        poll();

        assertThat(live("B")).isEqualTo(30);
    }

    @Test
    void aDeletedRowThatComesBackLivesAgain() {
        reader.withPhases("L", 30);
        poll();
        String row = reader.scope.remove("L3");
        poll();
        poll();
        assertThat(live("L")).isEqualTo(29);

        reader.scope.put("L3", row);
        poll();

        assertThat(live("L")).isEqualTo(30);
    }

    @Test
    void aRowThatAPointReadFindsHasLeftTheScopeOnly() {
        reader.withPhases("P", 30);
        poll();
        reader.scope.remove("P1");
        reader.outside.put("P1", ScriptedReader.phase("P1", "closed meanwhile"));

        poll();
        poll();
        poll();

        assertThat(live("P")).isEqualTo(30);
        assertThat(jdbc.sql("select name from hub.phase where code = 'P1'")
                        .query(String.class)
                        .single())
                .isEqualTo("closed meanwhile");
    }

    @Test
    void aRunThatShowsNothingMarksNothingAndAlerts() {
        reader.withPhases("E", 30);
        poll();
        var rows = List.copyOf(reader.scope.entrySet());
        reader.scope.clear();

        poll();
        poll();
        poll();

        assertThat(live("E")).isEqualTo(30);
        assertThat(alerts("SNAPSHOT_EMPTY")).isOne();
        rows.forEach(row -> reader.scope.put(row.getKey(), row.getValue()));
        poll();
        assertThat(alerts("SNAPSHOT_EMPTY")).isZero();
    }

    @Test
    void aListOfWhatIsToBeDoneMayBeEmptyAndItsRowsAreLookedUp() {
        reader.mayShowNothing = true;
        reader.withPhases("D", 30);
        poll();
        reader.scope.keySet().forEach(key -> reader.outside.put(key, ScriptedReader.phase(key, "done")));
        reader.scope.clear();

        poll();
        poll();

        assertThat(live("D")).isEqualTo(30);
        assertThat(count("select count(*) from hub.phase where name = 'done' and code like 'D%'"))
                .isEqualTo(30);
        assertThat(alerts("SNAPSHOT_EMPTY")).isZero();
        assertThat(alerts("SNAPSHOT_LOST_ROWS")).isZero();
    }

    @Test
    void aRunThatLosesMoreThanATwentiethMarksNothingAndAlerts() {
        reader.withPhases("T", 40);
        poll();
        List.of("T1", "T2", "T3").forEach(reader.scope::remove);

        poll();
        poll();
        poll();

        assertThat(live("T")).isEqualTo(40);
        assertThat(alerts("SNAPSHOT_LOST_ROWS")).isOne();
    }

    @Test
    void aPoisonRecordGoesToQuarantineAndTheRestFlows() {
        reader.withPhases("Q", 3);
        reader.scope.put("Q1", "{\"codfase\":\"Q1\",\"nome\":\"\"}");

        poll();

        assertThat(live("Q")).isEqualTo(2);
        assertThat(quarantine("Q1")).isEqualTo("MISSING_FIELD nome OPEN");

        reader.scope.put("Q1", ScriptedReader.phase("Q1", "mended at the source"));
        poll();

        assertThat(live("Q")).isEqualTo(3);
        assertThat(quarantine("Q1")).isEqualTo("MISSING_FIELD nome RESOLVED");
    }

    private String quarantine(String key) {
        return jdbc.sql(
                        "select code || ' ' || field || ' ' || state from hub.quarantine where entity = 'phases' and source_key = ?")
                .param(key)
                .query(String.class)
                .single();
    }

    @Test
    void aCorrectedValueReplacesTheOldOne() {
        reader.withPhases("C", 2);
        poll();
        reader.scope.put("C1", ScriptedReader.phase("C1", "corrected"));

        poll();

        assertThat(jdbc.sql("select name from hub.phase where code = 'C1'")
                        .query(String.class)
                        .single())
                .isEqualTo("corrected");
        assertThat(
                        count(
                                "select count(*) from hub.change_log l join hub.phase p on p.id = l.row_id where l.entity = 'phase' and p.code = 'C1'"))
                .isEqualTo(2);
    }

    @Test
    void aRecordThatRefersToAnUnknownThingWaitsAndReplaysItself() {
        ScriptedReader routing = new ScriptedReader("routing");
        routing.scope.put(
                "W-1|1", "{\"numeroop\":\"W-1\",\"codseqroteiro\":1,\"codfase\":\"W0\",\"observacao1\":null}");
        polling.poll(routing);
        assertThat(waiting()).isOne();

        reader.withPhases("W", 1);
        ScriptedReader styles = new ScriptedReader("styles");
        styles.scope.put("S-W", "{\"codengenharia\":\"S-W\",\"descricao\":\"QUEIJO\"}");
        ScriptedReader orders = new ScriptedReader("orders");
        orders.scope.put(
                "W-1", "{\"numeroop\":\"W-1\",\"codproduto\":\"S-W\",\"situacao\":3,\"codseqroteiroatual\":1}");
        polling.poll(styles);
        polling.poll(orders);
        poll();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(
                        count(
                                "select count(*) from hub.order_step s join hub.production_order o on o.id = s.order_id where o.number = 'W-1'"))
                .isOne();
        assertThat(
                        count(
                                "select count(*) from hub.production_order o join hub.phase p on p.id = o.current_phase_id where o.number = 'W-1' and p.code = 'W0'"))
                .isOne();
    }

    private long waiting() {
        return count("select count(*) from hub.quarantine where source_key = 'W-1|1' and state = 'WAITING'");
    }

    @Test
    void recordsWhoseMappingACrashCutOffAreMappedLater() {
        Stream stream = stream();
        Page page = Page.of(List.of(reader.record("K1", ScriptedReader.phase("K1", "stored, then the power went"))));

        InboxStore.Stored stored = store.store(stream, null, page, null);
        assertThat(live("K")).isZero();
        jdbc.sql("update hub.inbox_batch set received_at = now() - interval '1 hour' where id = ?")
                .param(stored.batchId())
                .update();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(live("K")).isOne());
    }

    @Test
    void aValueThatTheDatabaseRefusesGoesToQuarantineAndTheRestFlows() {
        reader.withPhases("D", 20);
        reader.scope.put("D-long", ScriptedReader.phase(randomText(20_000), "no index holds such a code"));

        poll();

        assertThat(live("D")).isEqualTo(20);
        assertThat(
                        count(
                                "select count(*) from hub.quarantine where source_key = 'D-long' and code = 'CONFLICT' and state = 'OPEN'"))
                .isOne();

        reader.scope.put("D-long", ScriptedReader.phase("D20", "mended at the source"));
        poll();
        assertThat(live("D")).isEqualTo(21);
        assertThat(count("select count(*) from hub.quarantine where source_key = 'D-long' and state = 'RESOLVED'"))
                .isOne();
    }

    private static String randomText(int length) {
        return new Random(7)
                .ints(length, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void aMappingThatFailsByOurFaultAlertsAndIsTriedAgainWhileReadingGoesOn() {
        jdbc.sql("""
                        create function hub.fail() returns trigger language plpgsql as
                          $$ begin if new.name = 'our fault' then raise 'a mistake of the hub'; end if; return new; end $$
                        """).update();
        jdbc.sql("create trigger fail before insert on hub.phase for each row execute function hub.fail()")
                .update();
        try {
            reader.scope.put("O1", ScriptedReader.phase("O1", "our fault"));
            poll();
            assertThat(live("O")).isZero();
            assertThat(alerts("MAPPING_FAILED")).isOne();

            reader.scope.remove("O1");
            reader.scope.put("O2", ScriptedReader.phase("O2", "sound"));
            poll();
            assertThat(live("O")).isOne();
        } finally {
            jdbc.sql("drop function hub.fail cascade").update();
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(live("O")).isEqualTo(2);
            assertThat(alerts("MAPPING_FAILED")).isZero();
        });
    }

    /** In a transaction of its own. */
    private void storeElsewhere(Stream stream, SourceRecord record) {
        Thread storing = Thread.ofVirtual().start(() -> store.store(stream, null, Page.of(List.of(record)), null));
        await().until(() -> !storing.isAlive());
    }

    @Test
    void aReplayThatHadToWaitMapsWhatTheInboxHoldsByThen() throws Exception {
        reader.scope.put("R1", ScriptedReader.phase("R1", "before"));
        poll();
        Stream stream = stream();
        long id = count("select id from hub.inbox_record where source_key = 'R1' and stream_id = ?", stream.id());

        Thread replaying = Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('esteira.mapping'), ?)")
                    .param((int) stream.id())
                    .query()
                    .singleRow();
            Thread thread = Thread.ofVirtual().start(() -> replay.replayRecords(List.of(id)));
            await().until(() -> count(
                            "select count(*) from pg_stat_activity where wait_event = 'advisory' and datname = current_database()")
                    > 0);
            storeElsewhere(stream, reader.record("R1", ScriptedReader.phase("R1", "after")));
            return thread;
        }));
        replaying.join();

        assertThat(count("select count(*) from hub.phase where code = 'R1' and name = 'after'"))
                .isOne();
    }

    @Test
    void aRunThatLostTheLeadCannotWrite() {
        Stream stream = stream();
        SyncRuns.Run late = runs.open(stream, reader).orElseThrow();
        assertThat(runs.open(stream, reader)).isPresent();

        assertThatThrownBy(() -> store.store(stream, late, Page.of(List.of(reader.record("F1", "{}"))), null))
                .isInstanceOf(Fenced.class);

        assertThat(count("select count(*) from hub.inbox_record where source_key = 'F1'"))
                .isZero();
    }

    @Test
    void theWatermarkMovesWithTheRecordsAndAnAbsentSourceKeepsIt() {
        reader.snapshotCadence = Duration.ofDays(1);
        reader.withPhases("M", 3);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            poll();
            return runs.state(stream()).everComplete();
        });
        int read = reader.requests.size();
        reader.away = true;
        assertThatThrownBy(this::poll).isInstanceOf(SourceUnavailable.class);
        reader.away = false;
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            poll();
            return reader.requests.size() > read + 1;
        });

        assertThat(reader.requests.getFirst().watermark()).isNull();
        assertThat(reader.requests.getLast().watermark()).isEqualTo(new Watermark("3"));
        assertThat(reader.requests.getLast().mode()).isEqualTo(ReadMode.INCREMENTAL);
    }

    @Test
    void pausesAreLongerAfterEachFailureUpToABound() {
        assertThat(SyncRuns.pause(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(SyncRuns.pause(2)).isEqualTo(Duration.ofSeconds(4));
        assertThat(SyncRuns.pause(60)).isEqualTo(Duration.ofMinutes(5));
    }
}
