package io.esteira.delivery;

import io.esteira.adapter.delivery.ReadBack.Absent;
import io.esteira.adapter.delivery.ReadBack.Alike;
import io.esteira.adapter.delivery.ReadBack.Fate;
import io.esteira.adapter.delivery.ReadBack.Found;
import io.esteira.adapter.delivery.ReadBack.Pending;
import io.esteira.adapter.delivery.ReadBack.Several;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the hub knows of rows that may be a posting's: where no reference tells postings apart, the source takes two that are alike
 * for one.
 *
 * @param others keys of rows that are another posting's
 * @param pendingOthers keys of pending rows that are another posting's
 * @param ownPending key of the pending row that is this posting's; null when not known
 * @param othersUnplaced another posting that is alike is there, and the hub does not know as which row
 */
record OwnRows(
        Set<String> others,
        Set<String> pendingOthers,
        @Nullable String ownPending,
        boolean othersUnplaced) {

    /** As long as its own row is pending the posting is, whatever else fits. Of pending rows that are nobody's yet any will do. */
    Fate of(Alike alike) {
        List<String> rows = without(others, alike.erpKeys());
        List<String> pending = without(pendingOthers, alike.pendingKeys());
        if (ownPending != null && pending.contains(ownPending)) {
            return new Pending(ownPending);
        }
        if (rows.isEmpty()) {
            return pending.isEmpty() ? new Absent(alike.pendingShown()) : new Pending(pending.getFirst());
        }
        return rows.size() == 1 && !othersUnplaced ? new Found(rows.getFirst()) : new Several(rows);
    }

    private static List<String> without(Set<String> others, List<String> keys) {
        return keys.stream().filter(key -> !others.contains(key)).toList();
    }
}
