package io.esteira.adapter;

/** Where records that no poll fetched are handed over: pushes, replays, messages that do not parse. */
public interface Inbox {

    /**
     * Stores the records, skips those whose content is known or that were observed before what is known of them, and maps the
     * rest. Those of a page in scope are looked for by the next snapshot of their stream. Returns when both have been committed.
     */
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
