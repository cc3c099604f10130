package io.esteira.query;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a list from some place to its end, read one after another whatever their number. It stands in an answer where the context of
 * the request asks for it and the list is asked for by {@code nodes} alone; it is read by the thread that has the answer.
 */
public final class RowStream {

    /** Set to true in the context of a request, it lets the stream take the place of a list. */
    public static final Object WANTED = RowStream.class;

    /** Takes the rows. */
    public interface Taker {

        /** A row as it stands in {@code nodes}, where it has lists or JSON in it. */
        void row(Object row) throws IOException;

        /**
         * The values of a row that has none, those of rows within it in their places.
         *
         * @param cells null where there is no value; the array is used again for the next row
         */
        void cells(@Nullable String[] cells) throws IOException;
    }

    private final StatementRunner runner;
    private final Statement statement;
    private final Bind.Inputs inputs;

    RowStream(StatementRunner runner, Statement statement, Bind.Inputs inputs) {
        this.runner = runner;
        this.statement = statement;
        this.inputs = inputs;
    }

    /**
     * Reads all rows, as they are at one moment. As long as this takes, it holds one of the hub's few connections.
     *
     * @return false when too many are read already; nothing was read then
     * @throws IOException of the taker; no more is read
     */
    public boolean forEach(Taker taker) throws IOException {
        List<Rewriter.Slot> slots = ((Rewriter.Row) statement.rewriter()).slots();
        if (slots.stream().allMatch(Rewriter.Slot::isPlain)) {
            Cells cells =
                    new Cells(slots.stream().mapToInt(Rewriter.Slot::cells).sum());
            return runner.each(statement, inputs, text -> taker.cells(cells.of(slots, new JsonSource(text))));
        }
        return runner.each(statement, inputs, text -> taker.row(object(text)));
    }

    private Object object(byte[] text) {
        JsonText row = new JsonText(text.length * 2);
        statement.rewriter().rewrite(new JsonSource(text), row);
        return row.toJson().toObject();
    }
}
