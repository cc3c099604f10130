package io.esteira.inbox;

import io.esteira.adapter.SourceRecord;

/**
 * A record with its place in the inbox.
 *
 * @param gone it vanished from the source: what it described is to be marked deleted
 */
record StoredRecord(long id, SourceRecord record, boolean gone) {}
