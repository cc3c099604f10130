package io.esteira.adapter;

/** What a run of a {@link SourceReader} covers. */
public enum ReadMode {
    /** What changed since the watermark, with an overlap. Says nothing about rows that are gone. */
    INCREMENTAL,
    /** Every row of the reader's scope. A known row that is missing left the scope or is gone. */
    SNAPSHOT
}
