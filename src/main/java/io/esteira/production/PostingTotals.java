package io.esteira.production;

import io.esteira.canonical.DerivedFacts;
import io.esteira.platform.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** Totals and status of order steps and orders, computed from their postings. */
@Component
class PostingTotals implements DerivedFacts {

    /** After what says an order's quantity. */
    private static final int ORDER = 700;

    private static final String SQL = SqlFile.read(PostingTotals.class, "posting-totals.sql");
    private static final String TOTALS = SQL.formatted("= any(?)");
    /** For one order, by its id instead of an array: the same plan serves each time, and planning costs more than running it. */
    static final String TOTALS_OF_ONE = SQL.formatted("= ?");

    private static final String TOUCHED = SqlFile.read(PostingTotals.class, "posting-touched-orders.sql");

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void derive(Connection connection) {
        List<Long> orders = on(connection).queryForList(TOUCHED, Long.class);
        if (!orders.isEmpty()) {
            recompute(connection, orders);
        }
    }

    /** Computes the totals of these orders anew. The caller's transaction holds their rows, so that nobody else does. */
    void recompute(Connection connection, List<Long> orderIds) {
        Long[] ids = orderIds.toArray(Long[]::new);
        on(connection).update(TOTALS, ids, ids);
    }

    /** Tells a deadlock, which is worth another try, from other failures. */
    private static JdbcTemplate on(Connection connection) {
        return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    }

    /** As {@link #recompute}, of one order. */
    void recomputeOne(Connection connection, long orderId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOTALS_OF_ONE)) {
            statement.setLong(1, orderId);
            statement.setLong(2, orderId);
            statement.executeUpdate();
        }
    }
}
