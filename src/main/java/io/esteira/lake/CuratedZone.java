package io.esteira.lake;

import io.esteira.parquet.ParquetColumn;
import io.esteira.platform.Company;
import io.esteira.query.Extract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Tables of the contract: a month is written again when a row of it has changed. */
final class CuratedZone {

    static final String NAME = "curated";

    private static final String MASK = "***";

    private final List<Extract> tables;
    private final LakeProperties.Personal personal;
    private final LakePositions positions;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate reading;

    /**
     * @param jdbc with a fetch size
     * @param reading transactions that read
     */
    CuratedZone(
            List<Extract> tables,
            LakeProperties.Personal personal,
            LakePositions positions,
            JdbcTemplate jdbc,
            TransactionTemplate reading) {
        this.tables = tables;
        this.personal = personal;
        this.positions = positions;
        this.jdbc = jdbc;
        this.reading = reading;
    }

    /** @return how many rows were written */
    long export(Company company, LakeWriter writer) throws IOException {
        long rows = 0;
        for (Extract table : tables) {
            rows += export(company, table, writer);
        }
        return rows;
    }

    private long export(Company company, Extract table, LakeWriter writer) throws IOException {
        List<Integer> told = told(table);
        String shape = personal + ":" + table.fields();
        LakePositions.Key key = new LakePositions.Key(NAME, company.id(), table.name());
        Optional<LakePositions.Position> former =
                positions.find(key).filter(position -> position.shape().equals(shape));
        // Whoever is below it has ended, so that none of their changes is passed over.
        String until = String.valueOf(
                jdbc.queryForObject("select pg_snapshot_xmin(pg_current_snapshot())::text", String.class));
        positions.begin(key, shape, until);
        long rows = 0;
        String since = former.map(LakePositions.Position::position).orElse(null);
        for (String month : table.months(jdbc, company.id(), since, until)) {
            rows += write(company, table, month, told, writer);
        }
        positions.end(key);
        return rows;
    }

    /** Places of the fields that become columns. */
    private List<Integer> told(Extract table) {
        List<Integer> told = new ArrayList<>();
        for (int i = 0; i < table.fields().size(); i++) {
            if (personal != LakeProperties.Personal.OMIT
                    || !table.fields().get(i).personal()) {
                told.add(i);
            }
        }
        return told;
    }

    private long write(Company company, Extract table, String month, List<Integer> told, LakeWriter writer)
            throws IOException {
        List<ParquetColumn> columns =
                told.stream().map(i -> column(table.fields().get(i))).toList();
        @Nullable Object[] cells = new Object[columns.size()];
        return writer.write(
                new LakeWriter.Partition(NAME, company.code(), table.name(), month),
                LakeWriter.WHOLE,
                columns,
                to -> reading.executeWithoutResult(status -> table.rows(jdbc, company.id(), month, row -> {
                    for (int i = 0; i < cells.length; i++) {
                        int field = told.get(i);
                        cells[i] = isMasked(table.fields().get(field)) && row[field] != null ? MASK : row[field];
                    }
                    to.accept(cells);
                })));
    }

    private boolean isMasked(Extract.Field field) {
        return field.personal() && personal == LakeProperties.Personal.MASK;
    }

    private ParquetColumn column(Extract.Field field) {
        if (isMasked(field)) {
            return new ParquetColumn(field.name(), ParquetColumn.Kind.TEXT);
        }
        return new ParquetColumn(
                field.name(),
                switch (field.type()) {
                    case TEXT -> ParquetColumn.Kind.TEXT;
                    case WHOLE -> ParquetColumn.Kind.WHOLE;
                    case DECIMAL -> ParquetColumn.Kind.DECIMAL;
                    case BOOLEAN -> ParquetColumn.Kind.BOOLEAN;
                    case DATE -> ParquetColumn.Kind.DATE;
                    case MOMENT -> ParquetColumn.Kind.MOMENT;
                    case JSON -> ParquetColumn.Kind.JSON;
                });
    }
}
