package io.esteira.adapter.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a look at the source says about a delivery. */
public sealed interface ReadBack {

    /**
     * Exactly one row.
     *
     * @param erpKey the key under which it is polled; null where the source does not tell
     */
    record Found(@Nullable String erpKey) implements ReadBack {}

    /** No row now; a slow transaction may still bring it. */
    record Absent() implements ReadBack {}

    /** More than one row fits: a person decides. */
    record Several(List<String> erpKeys) implements ReadBack {
        public Several {
            erpKeys = List.copyOf(erpKeys);
        }
    }

    /** The source keeps it as pending. */
    record Pending(String erpKey) implements ReadBack {}

    /** The source could not be asked. */
    record Unavailable(String reason) implements ReadBack {}
}
