package io.esteira.adapter.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a look at the source says about a delivery. */
public sealed interface ReadBack {

    /** What is known of the delivery itself. */
    sealed interface Fate extends ReadBack {}

    /**
     * Rows that fit, none of which carries the delivery's reference: another posting that is alike may have made each. The hub
     * leaves out those that it knows to be another's.
     *
     * @param erpKeys of rows that it may have become, by the keys under which they are polled
     * @param pendingKeys of rows under which the source may keep it as pending
     * @param pendingShown whether the source shows what it keeps as pending
     */
    record Alike(List<String> erpKeys, List<String> pendingKeys, boolean pendingShown) implements ReadBack {
        public Alike {
            erpKeys = List.copyOf(erpKeys);
            pendingKeys = List.copyOf(pendingKeys);
        }

        public Alike(List<String> erpKeys, List<String> pendingKeys) {
            this(erpKeys, pendingKeys, true);
        }
    }

    /**
     * Exactly one row.
     *
     * @param erpKey the key under which it is polled; null where the source does not tell
     */
    record Found(@Nullable String erpKey) implements Fate {}

    /**
     * No row now; a slow transaction may still bring it.
     *
     * @param pendingShown whether the source shows what it keeps as pending: otherwise it may still be that
     */
    record Absent(boolean pendingShown) implements Fate {

        public Absent() {
            this(true);
        }
    }

    /** More rows than one, or one that may be another posting's: a person decides. */
    record Several(List<String> erpKeys) implements Fate {
        public Several {
            erpKeys = List.copyOf(erpKeys);
        }
    }

    /** The source keeps it as pending. */
    record Pending(String pendingKey) implements Fate {}

    /** The source could not be asked. */
    record Unavailable(String reason) implements Fate {}
}
