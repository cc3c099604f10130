package io.esteira.canonical;

import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.canonical.CanonicalTable.Column;
import io.esteira.platform.Copy;
import io.esteira.platform.PublicIds;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Merges changes into a described table: COPY to a staging table, references resolved, new rows inserted, and
 * of the others those that differ updated, each with its entry in the log. A row belongs to the source that brought it first; others only add their keys to it.
 */
public final class TableMerger<C extends CanonicalChange> implements ChangeMerger {

    /** From this many rows on the planner needs to know what the staging table holds. */
    private static final int ANALYZE_FROM = 500;

    private final CanonicalTable<C> table;
    private final TableSql sql;

    public TableMerger(CanonicalTable<C> table) {
        this.table = table;
        this.sql = new TableSql(table);
    }

    @Override
    public Class<C> type() {
        return table.type();
    }

    @Override
    public int order() {
        return table.order();
    }

    @Override
    public void merge(MergeBatch batch) {
        NamedParameterJdbcTemplate jdbc =
                new NamedParameterJdbcTemplate(new SingleConnectionDataSource(batch.connection(), true));
        stage(batch, jdbc);
        refuseUnresolved(batch, jdbc);
        jdbc.getJdbcTemplate().update(sql.dropOvertaken());
        Map<String, Object> parameters = Map.of("company", batch.company().id(), "source", batch.source());
        Long inserted = jdbc.queryForObject(sql.insertNew(), parameters, Long.class);
        if (inserted == null || inserted < batch.entries().size()) {
            jdbc.update(sql.updateKnown(), parameters);
            if (table.keptRef()) {
                jdbc.update(sql.linkKnownRows(), parameters);
            }
        }
        jdbc.getJdbcTemplate().update(sql.clearStage());
    }

    private void stage(MergeBatch batch, NamedParameterJdbcTemplate jdbc) {
        jdbc.getJdbcTemplate().execute(sql.createStage());
        String company = batch.company().code();
        try (Copy copy = new Copy(batch.connection(), sql.copyTarget())) {
            for (MergeBatch.Entry entry : batch.entries()) {
                C change = table.type().cast(entry.change());
                String key = table.key().apply(change);
                copy.value(entry.inboxId())
                        .value(entry.observedAt())
                        .value(entry.gone())
                        .value(key)
                        .value(PublicIds.of(company, table.table(), batch.source(), key));
                for (Column<C> column : table.columns()) {
                    switch (column) {
                        case Column.Value<C> value -> copy.value(value.of().apply(change));
                        case Column.Told<C> told -> copy.value(told.of().apply(change));
                        case Column.Beside<C> beside -> copy.value(beside.of().apply(change));
                        case Column.Reference<C> reference ->
                            copy.value(reference.of().apply(change));
                    }
                }
                copy.endRow();
            }
            copy.finish();
        }
        if (batch.entries().size() >= ANALYZE_FROM) {
            jdbc.getJdbcTemplate().execute(sql.analyzeStage());
        }
    }

    private void refuseUnresolved(MergeBatch batch, NamedParameterJdbcTemplate jdbc) {
        for (Column<C> column : table.columns()) {
            if (column instanceof Column.Reference<C> reference) {
                jdbc.getJdbcTemplate()
                        .query(
                                sql.unresolved(reference),
                                row -> {
                                    batch.waitFor(
                                            row.getLong("inbox_id"),
                                            reference.sourceField(),
                                            reference.table(),
                                            row.getString("missing"));
                                },
                                batch.company().id(),
                                batch.source());
            }
        }
        List<Long> refused = List.copyOf(batch.refusals().keySet());
        if (!refused.isEmpty()) {
            jdbc.getJdbcTemplate().update(sql.dropStaged(), (Object) refused.toArray(Long[]::new));
        }
    }
}
