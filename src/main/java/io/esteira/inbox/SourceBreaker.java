package io.esteira.inbox;

import io.esteira.platform.SqlFile;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Spares a source that does not answer: once its routes have failed, three or all of them and three times in sum, and none has succeeded
 * since, one route at a time tries it, the one that has waited longest, first after four seconds and in the end every five minutes. The
 * first page that it shows, or the run that a person asks for and that succeeds, lets all go on at once. Kept in the database, hence the
 * same at each instance.
 */
@Component
class SourceBreaker {

    private static final String ADMIT = SqlFile.read(SourceBreaker.class, "admit-to-source.sql");
    private static final String FAIL = SqlFile.read(SourceBreaker.class, "source-failed.sql");

    private final JdbcClient jdbc;

    SourceBreaker(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether the stream may ask its source now; in the transaction that opens its run.
     *
     * @param asked a person wants it to run now, and so it tries
     */
    boolean admits(Stream stream, boolean asked, Instant now) {
        return isClosed(stream)
                || jdbc.sql(ADMIT)
                                .param("stream", stream.id())
                                .param("company", stream.company().id())
                                .param("source", stream.source())
                                .param("asked", asked)
                                .param("now", Timestamp.from(now))
                                .update()
                        == 1;
    }

    private boolean isClosed(Stream stream) {
        return jdbc.sql("""
                        select count(*) from hub.source_state where company_id = ? and source = ? and opened_at is not null
                        """)
                        .params(stream.company().id(), stream.source())
                        .query(Integer.class)
                        .single()
                == 0;
    }

    /** It has shown something: its routes that had failed are due. */
    void answered(Stream stream, Instant now) {
        jdbc.sql("""
                        with closed as (
                          update hub.source_state set opened_at = null, next_try_at = null, trying_stream = null, reason = null
                           where company_id = :company and source = :source and opened_at is not null
                          returning company_id, source
                        )
                        update hub.stream_state t set next_at = :now
                          from closed c join hub.stream s on (s.company_id, s.source) = (c.company_id, c.source)
                         where t.stream_id = s.id and t.failures > 0 and t.stream_id <> :stream
                        """)
                .param("company", stream.company().id())
                .param("source", stream.source())
                .param("stream", stream.id())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** A run has come to its end. */
    void succeeded(Stream stream) {
        jdbc.sql("update hub.source_state set tries = 0 where company_id = ? and source = ? and tries > 0")
                .params(stream.company().id(), stream.source())
                .update();
    }

    /** @param away whether it was the source that failed, and not the hub */
    void failed(Stream stream, String reason, boolean away, Instant now) {
        jdbc.sql(FAIL)
                .param("stream", stream.id())
                .param("company", stream.company().id())
                .param("source", stream.source())
                .param("reason", reason)
                .param("away", away)
                .param("now", Timestamp.from(now))
                .update();
    }
}
