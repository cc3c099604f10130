package io.esteira.query;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fetches the next rows of a result while those before are taken, so that the database and the hub work at the same time. */
final class ReadAhead {

    /** Rows that are fetched together; three such batches at most are in memory. */
    static final int ROWS_AT_ONCE = 1_000;

    private static final int WAITING_BATCHES = 1;
    private static final long LOOK_MILLIS = 50;

    /** Takes the columns of a row as PostgreSQL writes them; null where it has no value. */
    interface Taker {
        void take(byte[] @Nullable [] row) throws IOException;
    }

    /** @param failure that ended the result; null where there is none */
    private record Batch(
            List<byte[] @Nullable []> rows,
            boolean last,
            @Nullable SQLException failure) {}

    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(WAITING_BATCHES);
    private final ResultSet result;
    private volatile boolean abandoned;

    private ReadAhead(ResultSet result) {
        this.result = result;
    }

    /** Reads all rows of the result, and lets no other thread use it after that. */
    static void each(ResultSet result, Taker taker) throws SQLException, IOException {
        ReadAhead ahead = new ReadAhead(result);
        Thread reader = Thread.ofVirtual().name("read-ahead").start(ahead::fetch);
        try {
            ahead.take(taker);
        } finally {
            ahead.end(reader);
        }
    }

    private void fetch() {
        try {
            int columns = result.getMetaData().getColumnCount();
            List<byte[] @Nullable []> rows = new ArrayList<>(ROWS_AT_ONCE);
            while (!abandoned && result.next()) {
                rows.add(row(columns));
                if (rows.size() == ROWS_AT_ONCE) {
                    offer(new Batch(rows, false, null));
                    rows = new ArrayList<>(ROWS_AT_ONCE);
                }
            }
            offer(new Batch(rows, true, null));
        } catch (SQLException e) {
            offer(new Batch(List.of(), true, e));
        }
    }

    private byte[] @Nullable [] row(int columns) throws SQLException {
        byte[] @Nullable [] row = new byte[columns][];
        for (int i = 0; i < columns; i++) {
            row[i] = result.getBytes(i + 1);
        }
        return row;
    }

    private void offer(Batch batch) {
        try {
            while (!abandoned && !batches.offer(batch, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            abandoned = true;
        }
    }

    private void take(Taker taker) throws SQLException, IOException {
        Batch batch;
        do {
            batch = next();
            if (batch.failure() != null) {
                throw batch.failure();
            }
            for (byte[] @Nullable [] row : batch.rows()) {
                taker.take(row);
            }
        } while (!batch.last());
    }

    private Batch next() throws IOException {
        try {
            return batches.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void end(Thread reader) {
        abandoned = true;
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
