package io.esteira.inbox;

import io.esteira.adapter.SourceRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record with its place in the inbox.
 *
 * @param goneAt when it was found to have vanished from the source: what it described is to be marked deleted; null while it
 *     is there
 */
record StoredRecord(long id, SourceRecord record, @Nullable Instant goneAt) {

    boolean gone() {
        return goneAt != null;
    }

    /** What it says is known to hold since then. */
    Instant knownAt() {
        return goneAt == null ? record.observedAt() : goneAt;
    }
}
