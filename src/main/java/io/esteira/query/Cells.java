package io.esteira.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a row one after another, those of rows that it points to in their places. */
final class Cells {

    private final @Nullable String[] values;
    private int next;

    Cells(int size) {
        values = new String[size];
    }

    /** The same array for each row. */
    @Nullable
    String[] of(List<Rewriter.Slot> slots, JsonSource row) {
        next = 0;
        row.enter();
        slots.forEach(slot -> slot.cells(row, this));
        return values;
    }

    void add(@Nullable String value) {
        values[next++] = value;
    }
}
