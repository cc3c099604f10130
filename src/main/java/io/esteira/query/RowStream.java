package io.esteira.query;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a list, read one after another whatever their number. It stands in an answer where the context of the request asks for it
 * and the list is asked for by {@code nodes} alone; it is read by the thread that has the answer.
 */
public final class RowStream {

    /** The column that says how many rows there are; what is asked for comes after it. */
    private static final int TOTAL = 0;

    /** Set to true in the context of a request, it lets the stream take the place of a list. */
    public static final Object WANTED = RowStream.class;

    /** Takes the rows. */
    public interface Taker {

        /** How many rows there are, before the first of them; not called where there are none. */
        void total(long rows) throws IOException;

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
        Rewriter.Row row = (Rewriter.Row) statement.rewriter();
        if (row.isPlain()) {
            Cells cells = new Cells(row.slots());
            return each(taker, columns -> taker.cells(cells.of(columns, TOTAL + 1)));
        }
        return each(taker, columns -> taker.row(object(Objects.requireNonNull(columns[TOTAL + 1]))));
    }

    private boolean each(Taker taker, ReadAhead.Taker rows) throws IOException {
        return runner.each(statement, inputs, new ReadAhead.Taker() {
            private boolean begun;

            @Override
            public void take(byte[] @Nullable [] row) throws IOException {
                if (!begun) {
                    begun = true;
                    taker.total(
                            Long.parseLong(new String(Objects.requireNonNull(row[TOTAL]), StandardCharsets.US_ASCII)));
                }
                rows.take(row);
            }
        });
    }

    private Object object(byte[] text) {
        JsonText row = new JsonText(text.length * 2);
        statement.rewriter().rewrite(new JsonSource(text), row);
        return row.toJson().toObject();
    }
}
