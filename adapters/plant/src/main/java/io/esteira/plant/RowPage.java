package io.esteira.plant;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One page of a list, before it is spoilt or sent. */
record RowPage(List<Map<String, @Nullable Object>> rows, boolean hasNext, long remaining) {}
