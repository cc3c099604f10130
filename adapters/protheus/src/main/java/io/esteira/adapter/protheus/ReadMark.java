package io.esteira.adapter.protheus;

import io.esteira.adapter.Watermark;
import java.time.Instant;

/**
 * How far a table has been read.
 *
 * @param recno the highest record number below which every row has been read
 * @param asOf every change before this moment has been read, once the mark is complete
 * @param complete whether the table has been read to its end once
 */
record ReadMark(long recno, Instant asOf, boolean complete) {

    /** The very beginning of a first reading. */
    static ReadMark start(Instant now) {
        return new ReadMark(0, now, false);
    }

    /** The mark that the hub kept. */
    static ReadMark of(Watermark watermark) {
        String[] parts = watermark.value().split(";", -1);
        return new ReadMark(Long.parseLong(parts[0]), Instant.parse(parts[1]), Boolean.parseBoolean(parts[2]));
    }

    Watermark watermark() {
        return new Watermark(recno + ";" + asOf + ";" + complete);
    }

    /** As it is where clocks ran ahead when it was made, and were set back since. */
    ReadMark asOfNoLaterThan(Instant now) {
        return asOf.isAfter(now) ? new ReadMark(recno, now, complete) : this;
    }

    /** Everything up to a record number has been read. */
    ReadMark upTo(long seen) {
        return new ReadMark(Math.max(recno, seen), asOf, complete);
    }

    /** The run came to its end. */
    ReadMark completed(Instant through) {
        return new ReadMark(recno, complete && through.isBefore(asOf) ? asOf : through, true);
    }
}
