package io.esteira.planning;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be scheduled of a product, and of what it is made.
 *
 * @param itemId internal id; null for what a style is forecast for without a product
 * @param netted what is to be made, from which all else is taken; null where nothing is netted
 * @param previous what is left open of the previous collection and served by the stock first
 * @param coming in released orders
 * @param backlog in orders that planning has not released, of lots that count by them
 * @param phases codes of the phases that it passes
 */
record DemandPart(
        long styleId,
        @Nullable Long itemId,
        @Nullable BigDecimal netted,
        BigDecimal invoiced,
        BigDecimal cancelled,
        BigDecimal previous,
        BigDecimal stock,
        BigDecimal coming,
        BigDecimal backlog,
        BigDecimal toSchedule,
        Set<String> phases) {

    /** One product, or what a style has without one. */
    record Key(long styleId, @Nullable Long itemId) {}

    static DemandPart read(ResultSet row) throws SQLException {
        return new DemandPart(
                row.getLong("style_id"),
                row.getObject("item_id", Long.class),
                row.getBigDecimal("netted"),
                row.getBigDecimal("invoiced"),
                row.getBigDecimal("cancelled"),
                row.getBigDecimal("previous"),
                row.getBigDecimal("stock"),
                row.getBigDecimal("coming"),
                row.getBigDecimal("backlog"),
                row.getBigDecimal("to_schedule"),
                Set.of((String[]) row.getArray("phases").getArray()));
    }

    /** Nothing of a product, with the routing of another time. */
    static DemandPart none(DemandPart other) {
        return new DemandPart(
                other.styleId,
                other.itemId,
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                other.phases);
    }

    Key key() {
        return new Key(styleId, itemId);
    }
}
