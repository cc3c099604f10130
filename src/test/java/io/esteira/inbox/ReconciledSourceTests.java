package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import io.esteira.reconciliation.Reconciliations;
import io.esteira.reconciliation.Reconciliations.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Comparisons with a source under the test's hand: what is not shown to any run, and what is on its way. */
class ReconciledSourceTests extends ScriptedSource {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    private Reconciliations reconciliations;

    @AfterEach
    void forgetComparisons() {
        jdbc.sql("delete from hub.reconciliation where stream_id = ?")
                .param(stream().id())
                .update();
    }

    /** Rows out of the scope of runs, as ended orders are: what is done to them, no run shows. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void namesExactlyWhatWasChangedBehindTheHubsBack(long seed) {
        Random random = new Random(seed);
        reader.withPhases("R", 40 + random.nextInt(60));
        read();
        pauseRoute();
        Set<String> expected = new TreeSet<>();
        for (String key : List.copyOf(reader.scope.keySet())) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    reader.scope.put(key, ScriptedReader.phase(key, "outra " + random.nextInt()));
                    expected.add("DIFFERENT " + key);
                }
                case 1 -> {
                    reader.scope.remove(key);
                    expected.add("MISSING_IN_SOURCE " + key);
                }
                case 2 -> {
                    String other = "N" + key;
                    reader.scope.put(other, ScriptedReader.phase(other, "nova"));
                    expected.add("MISSING_HERE " + other);
                }
                default -> {
                    // stays as it is
                }
            }
        }

        reconcile();

        assertThat(differences("OPEN")).isEqualTo(expected);
        assertThat(count(
                        "select differences from hub.reconciliation where stream_id = ?",
                        stream().id()))
                .isEqualTo(expected.size());
        assertThat(count(
                        "select source_rows from hub.reconciliation where stream_id = ?",
                        stream().id()))
                .isEqualTo(reader.scope.size());
    }

    @Test
    void whatTheNextRunBringsWasOnItsWay() {
        reader.withPhases("A", 30);
        read();
        reader.scope.put("A1", ScriptedReader.phase("A1", "changed in its scope"));
        reader.scope.put("B1", ScriptedReader.phase("B1", "new in its scope"));

        reconcileWhilePolling();

        assertThat(differences("OPEN")).isEmpty();
        assertThat(differences("IN_FLIGHT")).containsExactly("DIFFERENT A1", "MISSING_HERE B1");
        assertThat(count(
                        "select in_flight from hub.reconciliation where stream_id = ?",
                        stream().id()))
                .isEqualTo(2);
        assertThat(count("""
                        select count(*) from hub.reconciliation_month m join hub.reconciliation r on r.id = m.reconciliation_id
                         where r.stream_id = ? and (m.source_rows, m.source_checksum) <> (m.hub_rows, m.hub_checksum)
                        """, stream().id())).isZero();
    }

    @Test
    void whatIsInQuarantineIsSaidToBe() {
        reader.withPhases("RQ", 20);
        reader.scope.put("RQ3", "{\"codfase\":\" \",\"nome\":\"sem código\"}");
        read();
        pauseRoute();

        reconcile();

        assertThat(differences("OPEN")).containsExactly("MISSING_HERE RQ3");
        assertThat(jdbc.sql("select reason from hub.reconciliation_difference where stream_id = ?")
                        .param(stream().id())
                        .query(String.class)
                        .list())
                .containsExactly("QUARANTINED");
    }

    @Test
    void aSourceThatIsAwayIsNoDifference() {
        reader.withPhases("Z", 5);
        read();
        pauseRoute();
        reader.away = true;

        reconcile();

        Map<String, Object> ended = jdbc.sql(
                        "select state, message, differences from hub.reconciliation where stream_id = ?")
                .param(stream().id())
                .query()
                .singleRow();
        assertThat(ended).containsEntry("state", "FAILED").containsEntry("differences", 0L);
        assertThat(String.valueOf(ended.get("message"))).contains("the test took the source away");
    }

    @Test
    void hostileKeysAndValuesAreShownAsTheyAre() {
        reader.scope.put("'; drop table hub.item; --", "{\"codfase\":\"x\",\"nome\":\"\\u0000<script>\"}");
        reader.withPhases("RH", 5);
        read();
        pauseRoute();
        reader.scope.put("'; drop table hub.item; --", "no json at all \u202e \u0000");
        reader.scope.put("RH1", "[1,2]");

        reconcile();

        assertThat(differences("OPEN")).containsExactly("DIFFERENT '; drop table hub.item; --", "DIFFERENT RH1");
        assertThat(count("""
                        select count(*) from hub.reconciliation_field f join hub.reconciliation_difference d on d.id = f.difference_id
                         where d.stream_id = ? and f.field = 'payload' and f.source_value is not null
                        """, stream().id())).isEqualTo(2);
    }

    @Test
    void oneWhoseInstanceIsGoneIsBegunAnew() {
        reader.withPhases("RG", 5);
        read();
        pauseRoute();
        jdbc.sql("""
                        insert into hub.reconciliation (company_id, stream_id, source, entity, occasion, state, attempts, lease_until, node)
                        select company_id, id, source, entity, 'SCHEDULE', 'RUNNING', 1, now() - interval '1 minute', 'gone'
                          from hub.stream where id = ?
                        """).param(stream().id()).update();

        awaitEnd();

        assertThat(count(
                        "select attempts from hub.reconciliation where stream_id = ? and state = 'DONE'",
                        stream().id()))
                .isEqualTo(2);
    }

    private void read() {
        reader.cadence = Duration.ofHours(1);
        reader.snapshotCadence = Duration.ofHours(1);
        poll();
    }

    private void pauseRoute() {
        jdbc.sql("update hub.stream_state set rests_until = 'infinity' where stream_id = ?")
                .param(stream().id())
                .update();
    }

    private void reconcile() {
        ask();
        awaitEnd();
    }

    /** As its route does: the scripted source has none. */
    private void reconcileWhilePolling() {
        ask();
        await().atMost(SOON).until(() -> {
            board.forget();
            poll();
            return hasEnded();
        });
    }

    private void ask() {
        Caller it = new Caller(
                "ana", "test", Set.of(Role.IT), Set.of(stream().company().id()), "", Instant.MAX);
        assertThat(reconciliations.reconcile(it, ScriptedReader.COMPANY, "csw", "phases"))
                .isInstanceOf(Answer.Done.class);
    }

    private void awaitEnd() {
        await().atMost(SOON).until(this::hasEnded);
    }

    private boolean hasEnded() {
        return count(
                        "select count(*) from hub.reconciliation where stream_id = ? and ended_at is not null",
                        stream().id())
                == 1;
    }

    private Set<String> differences(String state) {
        List<String> found = new ArrayList<>();
        jdbc.sql("select kind, source_key from hub.reconciliation_difference where stream_id = ? and state = ?")
                .params(stream().id(), state)
                .query(row -> {
                    found.add(row.getString("kind") + " " + row.getString("source_key"));
                });
        assertThat(found).doesNotHaveDuplicates();
        return new TreeSet<>(found);
    }
}
