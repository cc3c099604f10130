package io.esteira.adapter;

import java.time.Instant;
import java.util.List;

/** Where a stream adapter hands over what machines count. */
public interface CounterSink {

    /**
     * Stores the readings and what they add to the machine's counts. Returns when that has been committed, so that the
     * message may be acknowledged; throws when it could not be, and the message must come again. Readings may be handed over
     * twice and out of order.
     */
    void accept(List<CounterReading> readings);

    /**
     * A machine's cumulative counters at one moment. They restart at 0 when the product changes or the machine restarts.
     *
     * @param equipment the machine's code at the source
     * @param equipmentName its name; the code where the source gives none
     * @param product the code of what it is making
     * @param at the machine's own time stamp, which orders the readings
     * @param good good pieces so far
     * @param bad rejected pieces so far
     * @param status the machine's state in the source's words; blank when unknown
     */
    record CounterReading(
            String source,
            String company,
            String equipment,
            String equipmentName,
            String product,
            Instant at,
            long good,
            long bad,
            String status) {}
}
