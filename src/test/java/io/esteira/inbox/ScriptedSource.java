package io.esteira.inbox;

import io.esteira.support.HubTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;

/** The inbox of a hub, and a source under the test's hand. */
abstract class ScriptedSource extends HubTest {

    @Autowired
    HubPolling polling;

    @Autowired
    Streams streams;

    @Autowired
    RouteBoard board;

    final ScriptedReader reader = new ScriptedReader("phases");

    Stream stream() {
        return streams.get(ScriptedReader.COMPANY, "csw", "phases");
    }

    /** Each test starts with an inbox that does not know its rows. */
    @AfterEach
    void forget() {
        jdbc.sql("update hub.alert set ended_at = now() where subject like 'csw.%/LATICINIO' and ended_at is null")
                .update();
        jdbc.sql("""
                        delete from hub.quarantine where source = 'csw' and company_id = (select id from hub.company where code = 'LATICINIO');
                        """).update();
        for (String table : List.of("inbox_record", "inbox_batch", "stream_state", "sync_run")) {
            jdbc.sql("delete from hub." + table
                            + " where stream_id in (select s.id from hub.stream s join hub.company c "
                            + "on c.id = s.company_id where s.source = 'csw' and c.code = 'LATICINIO')")
                    .update();
        }
        jdbc.sql("insert into hub.stream_state (stream_id) select s.id from hub.stream s where not exists "
                        + "(select 1 from hub.stream_state t where t.stream_id = s.id)")
                .update();
        jdbc.sql("""
                        update hub.source_state set opened_at = null, next_try_at = null, trying_stream = null, tries = 0, reason = null,
                               runs_at_once = null, requests_per_minute = null, next_request_at = null
                         where source = 'csw' and company_id = (select id from hub.company where code = 'LATICINIO')
                        """).update();
        board.forget();
    }

    void poll() {
        polling.poll(reader);
    }

    long live(String prefix) {
        return count("select count(*) from hub.phase where code ~ ? and deleted_at is null", "^" + prefix + "[0-9]+$");
    }

    long alerts(String code) {
        return count(
                "select count(*) from hub.alert where code = ? and subject = 'csw.phases/LATICINIO' and ended_at is null",
                code);
    }
}
