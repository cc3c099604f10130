package io.esteira.reconciliation;

import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.inbox.ContentHash;
import io.esteira.platform.Copy;
import io.esteira.platform.SqlFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks again at what differed, after the route has run: what is the same now, or was changed meanwhile on either side, was on its way. What
 * neither side has touched and still differs is a difference. A source that changed to and fro, and that the run has met in between, looks
 * untouched: it is reported, until the next comparison.
 */
@Component
class Confirmation {

    private static final int KEYS_AT_ONCE = 200;
    private static final String HUB_ROWS = SqlFile.read(Confirmation.class, "hub-rows-now.sql");

    private record Pending(
            long id,
            String key,
            String kind,
            @Nullable UUID sourceHash,
            @Nullable UUID hubHash,
            @Nullable Long hubBatch,
            @Nullable String reason) {}

    /**
     * @param noticed a snapshot has missed it, and the next one decides whether it is gone
     * @param batch that changed it last
     */
    private record HubRow(
            UUID hash,
            byte[] payload,
            boolean noticed,
            long batch,
            @Nullable String reason) {}

    private final JdbcClient jdbc;

    Confirmation(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param between called between two parts, each of which commits by itself */
    void confirm(Claimed claimed, SourceReader reader, String company, Runnable between) {
        for (List<Pending> part = next(claimed, 0);
                !part.isEmpty();
                part = next(claimed, part.getLast().id())) {
            between.run();
            List<String> keys = part.stream().map(Pending::key).toList();
            // The source first: what the hub takes over afterwards has moved, and is not reported.
            Map<String, SourceRecord> source = new HashMap<>();
            reader.readByKey(company, keys).forEach(record -> source.put(Copy.storable(record.sourceKey()), record));
            Map<String, HubRow> hub = hubRows(claimed, keys);
            part.forEach(pending -> settle(pending, source.get(pending.key()), hub.get(pending.key())));
        }
    }

    private List<Pending> next(Claimed claimed, long after) {
        return jdbc.sql("""
                        select id, source_key, kind, source_hash, hub_hash, hub_batch, reason from hub.reconciliation_difference
                         where reconciliation_id = ? and id > ? and state = 'PENDING' order by id limit ?
                        """)
                .params(claimed.id(), after, KEYS_AT_ONCE)
                .query((row, n) -> new Pending(
                        row.getLong("id"),
                        row.getString("source_key"),
                        row.getString("kind"),
                        row.getObject("source_hash", UUID.class),
                        row.getObject("hub_hash", UUID.class),
                        row.getObject("hub_batch", Long.class),
                        row.getString("reason")))
                .list();
    }

    private Map<String, HubRow> hubRows(Claimed claimed, List<String> keys) {
        Map<String, HubRow> rows = new HashMap<>();
        jdbc.sql(HUB_ROWS)
                .param("stream", claimed.stream())
                .param("keys", keys.toArray(String[]::new))
                .query(row -> {
                    rows.put(row.getString("source_key"), hubRow(row));
                });
        return rows;
    }

    private static HubRow hubRow(ResultSet row) throws SQLException {
        return new HubRow(
                row.getObject("content_hash", UUID.class),
                row.getBytes("payload"),
                row.getBoolean("noticed"),
                row.getLong("batch_id"),
                row.getString("reason"));
    }

    private void settle(Pending pending, @Nullable SourceRecord source, @Nullable HubRow hub) {
        UUID sourceNow = source == null ? null : ContentHash.of(source.payload());
        boolean untouched = Objects.equals(sourceNow, pending.sourceHash())
                && Objects.equals(hub == null ? null : hub.hash(), pending.hubHash())
                && Objects.equals(hub == null ? null : hub.reason(), pending.reason());
        boolean beingDeleted = source == null && hub != null && hub.noticed();
        // Changed to and fro it says what it said, and is another one.
        boolean moved = hub != null && pending.hubBatch() != null && hub.batch() != pending.hubBatch();
        boolean open = untouched && !moved && !beingDeleted;
        jdbc.sql("update hub.reconciliation_difference set state = ? where id = ?")
                .params(open ? "OPEN" : "IN_FLIGHT", pending.id())
                .update();
        keep(
                pending.id(),
                Payloads.compare(source == null ? null : source.payload(), hub == null ? null : hub.payload()));
    }

    /** Each field that differs, with what both sides say. */
    void keep(long difference, List<Payloads.Difference> fields) {
        List<@Nullable String> source = new ArrayList<>();
        List<@Nullable String> hub = new ArrayList<>();
        fields.forEach(field -> {
            source.add(field.source());
            hub.add(field.hub());
        });
        jdbc.sql("""
                        insert into hub.reconciliation_field (difference_id, field, source_value, hub_value)
                        select ?, f.* from unnest(?::text[], ?::text[], ?::text[]) f
                        """)
                .param(difference)
                .param(fields.stream().map(Payloads.Difference::field).toArray(String[]::new))
                .param(source.toArray(String[]::new))
                .param(hub.toArray(String[]::new))
                .update();
    }
}
