package io.esteira.canonical;

import io.esteira.adapter.canonical.CanonicalChange;

/**
 * Writes one kind of canonical change. Set-based: called once per batch, inside the transaction of the batch. References to
 * things that are not there yet are handed back by {@link MergeBatch#waitFor}; contradictions by {@link MergeBatch#reject}.
 * Every row that changes gets its entry in {@code hub.change_log}.
 */
public interface ChangeMerger {

    /** The changes that it writes. */
    Class<? extends CanonicalChange> type();

    /** Mergers run in ascending order, so that what others refer to is there first. */
    int order();

    void merge(MergeBatch batch);
}
