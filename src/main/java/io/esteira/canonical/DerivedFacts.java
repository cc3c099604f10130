package io.esteira.canonical;

import java.sql.Connection;

/**
 * Facts computed from merged rows, such as totals and status: set-based SQL that runs after the mergers in the same
 * transaction. What the transaction has changed so far is in {@code hub.change_log} under {@code pg_current_xact_id()}.
 */
public interface DerivedFacts {

    int order();

    void derive(Connection connection);
}
