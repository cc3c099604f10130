package io.esteira.production;

import io.esteira.canonical.DerivedFacts;
import io.esteira.platform.SqlFile;
import java.sql.Connection;
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
    private final String holdTouched = SqlFile.read(OrderFacts.class, "hold-touched-orders.sql");
    private final String refreshOrders = SqlFile.read(OrderFacts.class, "refresh-order-facts.sql");

    @Override
    public int order() {
        return BEFORE_TOTALS;
    }

    @Override
    public void derive(Connection connection) {
        JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        jdbc.queryForObject(copySteps, Long.class);
        Long[] touched = jdbc.queryForList(holdTouched, Long.class).toArray(Long[]::new);
        if (touched.length > 0) {
            jdbc.queryForObject(refreshOrders, Long.class, (Object) touched);
        }
    }
}
