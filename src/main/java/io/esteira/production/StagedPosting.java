package io.esteira.production;

import io.esteira.adapter.canonical.PostingChange;
import io.esteira.canonical.MergeBatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A posting as a source shows or pushes it, on its way into the merge.
 *
 * @param inboxId the record that says so; null for a push
 * @param orderNumber the order by its number; null when it is given by the source's key
 * @param phase the step by its phase; null when given otherwise
 */
record StagedPosting(
        @Nullable Long inboxId,
        Instant observedAt,
        boolean gone,
        @Nullable String orderNumber,
        @Nullable String phase,
        PostingChange row) {

    static StagedPosting of(MergeBatch.Entry entry, PostingChange row) {
        return new StagedPosting(entry.inboxId(), entry.observedAt(), entry.gone(), null, null, row);
    }

    String key() {
        return row.ref().key();
    }

    /** The source's key of the order; null when the order is given by its number. */
    @Nullable
    String orderKey() {
        return orderNumber == null ? row.order().key() : null;
    }
}
