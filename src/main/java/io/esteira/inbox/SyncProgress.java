package io.esteira.inbox;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the first reading of all sources has come, and which sources cannot be read now. */
@Component
public class SyncProgress {

    /**
     * @param streams that are polled; those whose records are only pushed or replayed have no end to reach
     * @param complete of these, how many have been read completely at least once
     * @param reading those that are being read, for people
     */
    public record Snapshot(int streams, int complete, long records, long quarantined, String reading) {

        public boolean isComplete() {
            return streams > 0 && streams == complete;
        }
    }

    private static final String NOW = """
            select count(*) as streams,
                   count(*) filter (where t.last_success_at is not null) as complete,
                   coalesce(sum(r.records), 0) as records,
                   (select count(*) from hub.quarantine where state in ('OPEN', 'WAITING')) as quarantined,
                   coalesce(string_agg(s.source || '.' || s.entity, ', ') filter (where t.last_success_at is null), '') as reading
              from hub.stream s
              join hub.stream_state t on t.stream_id = s.id
              left join lateral (select sum(b.record_count) as records from hub.inbox_batch b where b.stream_id = s.id) r on true
             where exists (select 1 from hub.sync_run u where u.stream_id = s.id)
            """;

    private final JdbcClient jdbc;
    private final Set<Short> polled = ConcurrentHashMap.newKeySet();

    SyncProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes that this node polls the stream, be it as the one that reads or as one that would follow. */
    void polls(Stream stream) {
        polled.add(stream.id());
    }

    /** What was said when a stream that is polled was read last and failed, by route and company; empty when all is well. */
    public Map<String, String> failing() {
        Map<String, String> failing = new TreeMap<>();
        jdbc.sql("""
                        select s.source || '.' || s.entity || '/' || c.code as stream, t.last_error
                          from hub.stream_state t join hub.stream s on s.id = t.stream_id join hub.company c on c.id = s.company_id
                         where t.failures > 0 and t.stream_id = any(?)
                        """).param(polled.toArray(Short[]::new)).query(row -> {
            failing.put(row.getString("stream"), row.getString("last_error"));
        });
        return failing;
    }

    public Snapshot now() {
        return jdbc.sql(NOW)
                .query((row, n) -> new Snapshot(
                        row.getInt("streams"),
                        row.getInt("complete"),
                        row.getLong("records"),
                        row.getLong("quarantined"),
                        row.getString("reading")))
                .single();
    }
}
