package io.esteira.adapter;

/** Where records that no poll fetched are handed over: pushes, replays, messages that do not parse. */
public interface Inbox {

    /** Stores the records, skips those whose content is known, and maps the rest. Returns when both have been committed. */
    Receipt receive(Page page);

    /** Keeps a message that cannot be understood, for a person to look at. Returns when it has been committed. */
    void quarantine(SourceRecord record, Issue issue);

    /**
     * What became of a page.
     *
     * @param received records handed over
     * @param stored new or changed ones
     * @param quarantined of the stored, those with an issue
     */
    record Receipt(int received, int stored, int quarantined) {}
}
