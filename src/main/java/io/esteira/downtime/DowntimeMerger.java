package io.esteira.downtime;

import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.DowntimeChange;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.MergeBatch;
import io.esteira.platform.Copy;
import io.esteira.platform.PublicIds;
import io.esteira.platform.SqlFile;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Merges stops read from a source: one fact is one canonical stop, however many ways it was seen. A row is known by its key; else it is
 * a stop of the hub come back, by its reference, by the key that the ERP answered, or by machine and times, since a machine does not
 * stand still twice at once; else it is new. A stop reported in the hub keeps its own values; what the ERP shows stands in its sighting.
 */
@Component
class DowntimeMerger implements ChangeMerger {

    /** After orders and their steps. */
    private static final int ORDER = 710;

    private static final String COLUMNS =
            "downtime_in (n, inbox_id, observed_at, gone, key, public_id, machine, machine_id, reason, "
                    + "planned, started_at, ended_at, day, order_key, operation, operator, note, reference, reversed)";
    private static final String STAGE = read("downtime-stage");
    private static final List<String> STEPS = List.of(
            read("downtime-resolve"),
            read("downtime-match-key"),
            read("downtime-match-own"),
            read("downtime-insert"),
            read("downtime-sight"),
            read("downtime-update"),
            read("downtime-close-delivery"));
    private static final String HOLD = read("downtime-hold");

    DowntimeMerger() {}

    private record Waiting(int n, String orderKey) {}

    private static String read(String name) {
        return SqlFile.read(DowntimeMerger.class, name + ".sql");
    }

    @Override
    public Class<? extends CanonicalChange> type() {
        return DowntimeChange.class;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void merge(MergeBatch batch) {
        List<MergeBatch.Entry> entries =
                batch.latest(entry -> ((DowntimeChange) entry.change()).ref().key());
        if (entries.isEmpty()) {
            return;
        }
        stage(batch, entries);
        JdbcClient jdbc = batch.jdbc();
        Map<String, Object> names = Map.of("company", batch.company().id(), "source", batch.source());
        for (int i = 0; i < STEPS.size(); i++) {
            jdbc.sql(STEPS.get(i)).params(names).update();
            if (i == 0) {
                waiting(batch, jdbc, entries);
                jdbc.sql(HOLD).params(names).query().listOfRows();
            }
        }
    }

    /** A stop on an order that has not been read waits for it. */
    private static void waiting(MergeBatch batch, JdbcClient jdbc, List<MergeBatch.Entry> entries) {
        jdbc.sql("select n, order_key from downtime_in where order_key is not null and order_id is null and not gone")
                .query(Waiting.class)
                .list()
                .forEach(row ->
                        batch.waitFor(entries.get(row.n()).inboxId(), "order", "production_order", row.orderKey()));
        jdbc.sql("delete from downtime_in where order_key is not null and order_id is null and not gone")
                .update();
    }

    private static void stage(MergeBatch batch, List<MergeBatch.Entry> entries) {
        try (Statement statement = batch.connection().createStatement()) {
            statement.execute(STAGE);
            statement.execute("truncate downtime_in");
            copy(batch, entries);
            statement.execute("analyze downtime_in");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot stage stops of " + batch.source(), e);
        }
    }

    private static void copy(MergeBatch batch, List<MergeBatch.Entry> entries) {
        String company = batch.company().code();
        String source = batch.source();
        try (Copy copy = new Copy(batch.connection(), COLUMNS)) {
            for (int n = 0; n < entries.size(); n++) {
                MergeBatch.Entry entry = entries.get(n);
                DowntimeChange row = (DowntimeChange) entry.change();
                String key = row.ref().key();
                copy.value(n).value(entry.inboxId()).value(entry.observedAt()).value(entry.gone());
                copy.value(key).value(PublicIds.of(company, "downtime", source, key));
                copy.value(row.equipment()).value(PublicIds.of(company, "equipment", source, row.equipment()));
                copy.value(row.reason()).value(row.planned());
                copy.value(row.startedAt()).value(row.endedAt());
                copy.value(row.startedAt().atZone(batch.company().zone()).toLocalDate());
                copy.value(row.order() == null ? null : row.order().key()).value(row.operation());
                copy.value(row.operator()).value(row.note());
                copy.value(row.reference()).value(row.reversed());
                copy.endRow();
            }
            copy.finish();
        }
    }
}
