package io.esteira.query;

import java.util.List;

/**
 * A compiled read: one statement that returns one JSON text. Holds no value that another request of its shape would give otherwise.
 *
 * @param rewriter of the whole text; of one row where rows of known ids are read
 */
record Statement(String sql, List<Bind> binds, Rewriter rewriter, Shape shape) {}
