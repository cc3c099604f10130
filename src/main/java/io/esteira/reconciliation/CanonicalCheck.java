package io.esteira.reconciliation;

import io.esteira.inbox.Rehearsal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds canonical rows that do not say what their records say: lost, or changed by others than those who may. */
@Component
class CanonicalCheck {

    private static final int RECORDS_AT_ONCE = 500;

    /** What tells of the merging, not of the plant. */
    private static final Set<String> NOT_COMPARED = Set.of("id", "public_id", "observed_at", "inbox_id", "updated_at");

    private record Held(long id, String key) {}

    private final JdbcClient jdbc;
    private final ReconciliationStore store;
    private final Rehearsal rehearsal;
    private final Confirmation confirmation;

    CanonicalCheck(JdbcClient jdbc, ReconciliationStore store, Rehearsal rehearsal, Confirmation confirmation) {
        this.jdbc = jdbc;
        this.store = store;
        this.rehearsal = rehearsal;
        this.confirmation = confirmation;
    }

    /**
     * @param most how many are listed
     * @return how many there are beyond
     */
    long check(Claimed claimed, long most) {
        long found = 0;
        long checked = 0;
        for (List<Held> part = next(claimed, "");
                !part.isEmpty();
                part = next(claimed, part.getLast().key())) {
            for (Rehearsal.Change change :
                    rehearsal.of(claimed.stream(), part.stream().map(Held::id).toList())) {
                if (keep(claimed, change, found < most)) {
                    found++;
                }
            }
            checked += part.size();
            store.checked(claimed, checked);
        }
        return Math.max(found - most, 0);
    }

    private List<Held> next(Claimed claimed, String after) {
        return jdbc.sql("""
                        select id, source_key from hub.inbox_record
                         where stream_id = ? and source_key > ? and gone_at is null order by source_key limit ?
                        """)
                .params(claimed.stream(), after, RECORDS_AT_ONCE)
                .query((row, n) -> new Held(row.getLong("id"), row.getString("source_key")))
                .list();
    }

    /** @return whether anything differs that people look at */
    private boolean keep(Claimed claimed, Rehearsal.Change change, boolean listed) {
        Map<String, String> told = compared(change.after());
        String before = change.before();
        Map<String, String> held = before == null ? Map.of() : compared(before);
        List<Payloads.Difference> fields = Payloads.compare(told, held);
        if (fields.isEmpty()) {
            return false;
        }
        if (listed) {
            boolean missing = before == null || held.containsKey("deleted_at") && !told.containsKey("deleted_at");
            confirmation.keep(insert(claimed, change, missing ? "MISSING_HERE" : "DIFFERENT"), fields);
        }
        return true;
    }

    private static Map<String, String> compared(String row) {
        Map<String, String> fields = Payloads.fields(row);
        fields.keySet().removeAll(NOT_COMPARED);
        return fields;
    }

    private long insert(Claimed claimed, Rehearsal.Change change, String kind) {
        return jdbc.sql("""
                        insert into hub.reconciliation_difference
                          (company_id, reconciliation_id, stream_id, kind, place, target, source_key, state, first_seen_at)
                        select :company, r.id, :stream, :kind, 'CANONICAL', :target, :key, 'OPEN', r.compared_at
                          from hub.reconciliation r where r.id = :id
                        returning id
                        """)
                .param("company", claimed.company())
                .param("stream", claimed.stream())
                .param("kind", kind)
                .param("target", change.table())
                .param("key", change.sourceKey())
                .param("id", claimed.id())
                .query(Long.class)
                .single();
    }
}
