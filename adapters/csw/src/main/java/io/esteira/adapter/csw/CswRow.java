package io.esteira.adapter.csw;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row as it came, by lower-case column name; the padding of CHAR columns is the driver's and is left out.
 *
 * @param values text, {@link BigDecimal} or null, in the order of the query
 */
record CswRow(Map<String, @Nullable Object> values) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** Some drivers give a time stamp where the table holds a date. Keys hold dates: they must not depend on the driver. */
    private static final Pattern MIDNIGHT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[ T]00:00:00(\\.0+)?");

    private static final int DATE = 10;
    private static final int DATE_AND_MIDNIGHT = 19;

    static CswRow read(ResultSet row, int rowNumber) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, @Nullable Object> values = LinkedHashMap.newLinkedHashMap(columns.getColumnCount());
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value(row, columns, i));
        }
        return new CswRow(values);
    }

    private static @Nullable Object value(ResultSet row, ResultSetMetaData columns, int column) throws SQLException {
        return switch (columns.getColumnType(column)) {
            case java.sql.Types.INTEGER,
                    java.sql.Types.SMALLINT,
                    java.sql.Types.TINYINT,
                    java.sql.Types.BIGINT,
                    java.sql.Types.NUMERIC,
                    java.sql.Types.DECIMAL,
                    java.sql.Types.DOUBLE,
                    java.sql.Types.REAL,
                    java.sql.Types.FLOAT -> number(row.getString(column));
            default -> plain(row.getString(column));
        };
    }

    private static @Nullable String plain(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String stripped = text.stripTrailing();
        boolean maybe = stripped.length() >= DATE_AND_MIDNIGHT && stripped.charAt(4) == '-';
        return maybe && MIDNIGHT.matcher(stripped).matches() ? stripped.substring(0, DATE) : stripped;
    }

    /** By way of text, so that no decimal passes through a binary fraction; without the zeros that only the scale brings. */
    private static @Nullable BigDecimal number(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        BigDecimal number = new BigDecimal(text.strip()).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /** The value as text; blank when it is null. */
    String text(String column) {
        return Objects.toString(values.get(column), "");
    }

    byte[] json() {
        return JSON.writeValueAsBytes(values);
    }
}
