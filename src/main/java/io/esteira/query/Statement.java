package io.esteira.query;

import java.util.List;

/**
 * A compiled read: one statement that returns one JSON text. Holds no value that another request of its shape would give otherwise.
 *
 * @param entity what is read first
 * @param rewriter of the whole text; of one row where rows are read one by one
 * @param planned each time for its values, for it reads many rows: how many decides how. Otherwise once for all values.
 */
record Statement(Entity entity, String sql, List<Bind> binds, Rewriter rewriter, Shape shape, boolean planned) {

    Statement plannedForItsValues() {
        return new Statement(entity, sql, binds, rewriter, shape, true);
    }
}
