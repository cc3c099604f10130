package io.esteira.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a row one after another, those of rows that it points to in their places, out of the columns of its statement. */
final class Cells {

    private final List<Rewriter.Slot> slots;
    private final @Nullable String[] values;
    private byte[] @Nullable [] columns = {};
    private int taken;
    private int added;

    /** @param slots that are plain */
    Cells(List<Rewriter.Slot> slots) {
        this.slots = slots;
        values = new String[slots.stream().mapToInt(Rewriter.Slot::cells).sum()];
    }

    /**
     * The same array for each row.
     *
     * @param row columns as PostgreSQL writes them
     * @param from the first of them that has a value
     */
    @Nullable
    String[] of(byte[] @Nullable [] row, int from) {
        columns = row;
        taken = from;
        added = 0;
        slots.forEach(slot -> slot.cells(this, true));
        return values;
    }

    /** The next column; null where it has no value. */
    byte @Nullable [] take() {
        return columns[taken++];
    }

    void add(@Nullable String value) {
        values[added++] = value;
    }
}
