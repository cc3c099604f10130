package io.esteira.adapter;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one kind of row from a polled source. Runs are read by one thread at a time per company, and another one may read beside, to compare:
 * a reader keeps no state of a run. Never called inside a transaction of the hub. A source that is away or answers with an error throws
 * {@link SourceUnavailable}; the hub tries again later from the same watermark.
 */
public interface SourceReader {

    /** The adapter's name, such as {@code csw}. */
    String source();

    /** What is read, such as {@code orders}; the route is called {@code source.entity}. */
    String entity();

    /** The hub's codes of the companies that this source serves. */
    Set<String> companies();

    /** How long after the start of one run the next one starts. */
    Duration cadence();

    /** How often a run covers the whole scope; equal to {@link #cadence()} where every run does. */
    default Duration snapshotCadence() {
        return cadence();
    }

    /** Entities of the same source that must have been read once before this one is, so that references resolve. */
    default Set<String> after() {
        return Set.of();
    }

    /** Whether a known row that a snapshot misses is looked up, and in the end marked deleted. */
    default boolean detectsDeletion() {
        return true;
    }

    /**
     * Whether a snapshot without a single row can be true, as of a list of what is still to be done. Its known rows are then looked up one
     * by one as any others that are not shown; otherwise such a snapshot is not believed.
     */
    default boolean mayShowNothing() {
        return false;
    }

    /**
     * The watermark from which an incremental run reads again what is of this day or later; empty where the source cannot be read from a
     * day on, and so is read whole.
     *
     * @param reached where the last run ended; the mark is never later, so that nothing is passed over
     */
    default Optional<Watermark> markOf(LocalDate day, Watermark reached) {
        return Optional.empty();
    }

    /**
     * The field of the payload that holds the day on which a row belongs, written 2026-11-24, 20261124 or 24/11/2026, by whose month rows
     * are counted; empty where rows have none.
     */
    default Optional<String> dayField() {
        return Optional.empty();
    }

    /**
     * The rows of a run, page by page, read as the iterator advances. Memory is bounded by one page. An iterator that also is
     * {@link AutoCloseable} is closed by the caller.
     */
    Iterator<Page> read(ReadRequest request);

    /** Those of the given rows that exist at the source now, whatever the scope of {@link #read}. */
    List<SourceRecord> readByKey(String company, Collection<String> sourceKeys);
}
