package io.esteira.production;

import io.esteira.canonical.DerivedFacts;
import io.esteira.platform.SqlFile;
import java.sql.Connection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Facts of orders that follow from what a transaction has merged: steps copied from the item's routing, the quantity that the
 * lines add up to, the phase at which an order stands. Totals of postings follow after these.
 */
@Component
class OrderFacts implements DerivedFacts {

    private static final int BEFORE_TOTALS = 10;

    private final String copySteps = SqlFile.read(OrderFacts.class, "copy-routing-steps.sql");
    private final String takeTurn = SqlFile.read(OrderFacts.class, "routing-turn.sql");
    private final String holdTouched = SqlFile.read(OrderFacts.class, "hold-touched-orders.sql");
    private final String refreshOrders = SqlFile.read(OrderFacts.class, "refresh-order-facts.sql");

    @Override
    public int order() {
        return BEFORE_TOTALS;
    }

    @Override
    public void derive(Connection connection) {
        JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        List<Long> touched = hold(jdbc);
        if (!jdbc.queryForList(takeTurn).isEmpty()) {
            // While it waited, orders may have come that follow a routing of this transaction.
            touched = hold(jdbc);
            jdbc.queryForObject(copySteps, Long.class);
        }
        if (!touched.isEmpty()) {
            jdbc.queryForObject(refreshOrders, Long.class, (Object) touched.toArray(Long[]::new));
        }
    }

    private List<Long> hold(JdbcTemplate jdbc) {
        return jdbc.queryForList(holdTouched, Long.class);
    }
}
