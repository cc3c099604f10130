package io.esteira.query;

import java.util.List;

/** A compiled read: one statement that returns one JSON text. Holds no value of any request. */
record Statement(String sql, List<Bind> binds, Reader reader) {}
