package io.esteira.platform;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends sessions of the database that hold up others while their own client says nothing: an instance that froze in the middle of a
 * transaction keeps its locks for as long as its machine answers for it. PostgreSQL's own time limits do not reach all of them, since none is
 * looked at while a COPY waits for its next row. What such an instance had not committed is undone; when it wakes it finds its connection
 * broken, as after a restart of the database. Each instance looks; ending one twice is harmless.
 */
@Component
@ConditionalOnWebApplication
class FrozenSessions {

    private static final Logger log = LoggerFactory.getLogger(FrozenSessions.class);

    /** Many times what a living instance takes from one row, or statement, to the next while it holds a lock. */
    private static final Duration SILENT = Duration.ofSeconds(45);

    private static final String END = SqlFile.read(FrozenSessions.class, "end-frozen-sessions.sql");

    private record Ended(int pid, String query) {}

    private final JdbcClient jdbc;

    FrozenSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelayString = "PT15S")
    void end() {
        endSilentFor(SILENT);
    }

    /** @return how many were ended */
    int endSilentFor(Duration silent) {
        List<Ended> ended = jdbc.sql(END)
                .param("silent", silent.toMillis() / 1_000.0)
                .query(Ended.class)
                .list();
        ended.forEach(session -> log.warn(
                "session {} of the database held up others and said nothing for {}: ended in {}",
                session.pid(),
                silent,
                session.query()));
        return ended.size();
    }
}
