package io.esteira.planning;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row of {@code target-rows.sql}. */
record TargetRow(
        @Nullable String phase,
        String phaseName,
        @Nullable String category,
        @Nullable String style,
        String styleName,
        @Nullable String item,
        String itemName,
        Measures measures) {

    static TargetRow read(ResultSet row) throws SQLException {
        return new TargetRow(
                row.getString("phase_code"),
                text(row, "phase_name"),
                row.getString("category"),
                row.getString("style_code"),
                text(row, "style_name"),
                row.getString("item_code"),
                text(row, "item_name"),
                new Measures(
                        row.getBigDecimal("forecast"),
                        row.getBigDecimal("to_schedule"),
                        row.getBigDecimal("load"),
                        row.getBigDecimal("queue_next"),
                        row.getBigDecimal("queue"),
                        row.getBigDecimal("achieved"),
                        row.getBigDecimal("achieved_today")));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
