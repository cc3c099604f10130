package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What IT is told when records are read and not used. */
class QuarantineAlertsTests extends ScriptedSource {

    private static final String ALERT = "RECORDS_REFUSED";

    /** As a query of the site that does not name a column any more. */
    private void spoil(int rows) {
        List.copyOf(reader.scope.keySet())
                .subList(0, rows)
                .forEach(code -> reader.scope.put(code, "{\"codfase\":\"" + code + "\"}"));
    }

    private String message() {
        return jdbc.sql("select message from hub.alert where code = ? and ended_at is null")
                .param(ALERT)
                .query(String.class)
                .single();
    }

    @Test
    void aQueryThatIsSpoiltAlertsOnceUntilItIsMended() {
        reader.withPhases("G", 30);
        poll();
        assertThat(alerts(ALERT)).isZero();

        spoil(30);
        poll();
        poll();

        assertThat(alerts(ALERT)).isOne();
        assertThat(message())
                .isEqualTo(
                        "30 of 30 records that were read anew are in the quarantine, most by nome: is not among the columns that were read");
        assertThat(count("select max(times) from hub.alert where code = ?", ALERT))
                .isOne();

        reader.withPhases("G", 30);
        poll();
        assertThat(alerts(ALERT)).isZero();
    }

    /** An incremental run reads few: that all of these are refused too is no sign that the query is mended. */
    @Test
    void aSmallRunThatIsRefusedTooDoesNotEndTheAlert() {
        reader.withPhases("N", 30);
        spoil(30);
        poll();
        assertThat(alerts(ALERT)).isOne();

        reader.scope.put("P1", "{\"codfase\":\"P1\"}");
        poll();

        assertThat(count("select count(*) from hub.quarantine where source_key = 'P1' and state = 'OPEN'"))
                .isOne();
        assertThat(alerts(ALERT)).isOne();
    }

    @Test
    void aFewWrongRecordsAreTheSourcesOwn() {
        reader.withPhases("H", 30);
        spoil(14);
        poll();
        assertThat(alerts(ALERT)).isZero();

        reader.scope.clear();
        reader.withPhases("J", 9);
        spoil(9);
        poll();
        assertThat(alerts(ALERT)).isZero();
    }

    @Test
    void whatOnlyWaitsForOthersDoesNotAlert() {
        ScriptedReader routing = new ScriptedReader("routing");
        for (int step = 1; step <= 30; step++) {
            routing.scope.put(
                    "W|" + step,
                    "{\"numeroop\":\"W\",\"codseqroteiro\":" + step + ",\"codfase\":\"W0\",\"observacao1\":null}");
        }

        polling.poll(routing);

        assertThat(count("select count(*) from hub.quarantine where entity = 'routing' and state = 'WAITING'"))
                .isEqualTo(30);
        assertThat(count("select count(*) from hub.alert where code = ? and subject = 'csw.routing/LATICINIO'", ALERT))
                .isZero();
    }

    @Test
    void aQuarantineThatWasClearedByHandEndsTheAlert() {
        reader.withPhases("M", 30);
        spoil(30);
        poll();
        assertThat(alerts(ALERT)).isOne();

        jdbc.sql("""
                        update hub.quarantine set state = 'DISCARDED', discarded_at = now(), discard_reason = 'duplicadas', ended_by = 'ana'
                         where source_key like 'M%'
                        """).update();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(alerts(ALERT)).isZero());
    }
}
