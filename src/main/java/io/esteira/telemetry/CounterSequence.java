package io.esteira.telemetry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the cumulative counters of one machine stand, and what a reading adds to them. The machine's own stamp orders the
 * readings; one that is not newer than the last adds nothing, so that repeats and latecomers do no harm. Immutable and pure.
 *
 * @param last the newest reading; null before the first
 */
record CounterSequence(@Nullable Reading last) {

    static final CounterSequence UNKNOWN = new CounterSequence(null);

    /**
     * The counters at one moment.
     *
     * @param good good pieces since the counters last restarted
     * @param bad rejected pieces since then
     */
    record Reading(String product, Instant at, long good, long bad) {

        long total() {
            return good + bad;
        }
    }

    /** What a reading turned out to be. */
    enum Kind {
        /** The first of its machine. Where the counters stood before is unknown, so it adds nothing. */
        FIRST,
        /** The counters went on. A piece moved from good to rejected makes one of them fall. */
        COUNT,
        /** The newest reading once more. */
        DUPLICATE,
        /** Stamped no later than the newest one, with other content. */
        LATE,
        /** Fewer pieces than before: the counters began again at 0. */
        RESTART,
        /** Another product, for which the counters begin at 0. */
        PRODUCT_CHANGE
    }

    /**
     * A reading and what it adds to its product's count.
     *
     * @param after the sequence once it has been counted
     */
    record Step(Kind kind, long goodDelta, long badDelta, CounterSequence after) {

        /** Whether the reading is the newest of its machine. */
        boolean advances() {
            return switch (kind) {
                case FIRST, COUNT, RESTART, PRODUCT_CHANGE -> true;
                case DUPLICATE, LATE -> false;
            };
        }
    }

    Step next(Reading reading) {
        Reading before = last;
        if (before == null) {
            return step(Kind.FIRST, 0, 0, reading);
        }
        if (!reading.at().isAfter(before.at())) {
            return new Step(reading.equals(before) ? Kind.DUPLICATE : Kind.LATE, 0, 0, this);
        }
        if (!reading.product().equals(before.product())) {
            return step(Kind.PRODUCT_CHANGE, reading.good(), reading.bad(), reading);
        }
        if (reading.total() < before.total()) {
            return step(Kind.RESTART, reading.good(), reading.bad(), reading);
        }
        return step(Kind.COUNT, reading.good() - before.good(), reading.bad() - before.bad(), reading);
    }

    private static Step step(Kind kind, long goodDelta, long badDelta, Reading newest) {
        return new Step(kind, goodDelta, badDelta, new CounterSequence(newest));
    }
}
