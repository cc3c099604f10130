package io.esteira.query;

import java.util.ArrayList;
import java.util.List;

/** Objects that are made of each row of a list, once for each place of the answer that shows the rows. */
final class RowParts {

    /** The objects of one place, one after another. */
    private static final class Part {
        final JsonText text;
        final List<Integer> ends = new ArrayList<>();

        Part(int expected) {
            text = new JsonText(expected);
        }
    }

    private final List<List<Rewriter.Slot>> slots;
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param slots of each place, in the order of the columns
     * @param expected length in bytes of all that is made
     */
    RowParts(List<List<Rewriter.Slot>> slots, int expected) {
        this.slots = slots;
        slots.forEach(place -> parts.add(new Part(expected / slots.size())));
    }

    /** @param from inside of the row's object, before the columns of the first place */
    void add(JsonSource from) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Rewriter.members(slots.get(i), from, part.text);
            part.ends.add(part.text.length());
        }
    }

    /** What the place shows of a row. */
    void copy(int place, int row, JsonText to) {
        Part part = parts.get(place);
        to.add(part.text, row == 0 ? 0 : part.ends.get(row - 1), part.ends.get(row));
    }
}
