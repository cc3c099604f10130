package io.esteira.lake;

import io.esteira.parquet.ParquetColumn;
import io.esteira.parquet.ParquetStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes files of the lake, by the paths that Hive, Spark, Trino and DuckDB read as columns. */
final class LakeWriter {

    /** The only file of a partition that is written anew whenever a row of it changes. */
    static final String WHOLE = "part-0.parquet";

    private static final String SUCCESS = "_SUCCESS";

    private final LakeStore store;
    private final Clock clock;

    LakeWriter(LakeStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One month of a table of a company. */
    record Partition(String zone, String company, String entity, String month) {

        String path(String file) {
            return zone + "/company=" + encoded(company) + "/entity=" + encoded(entity) + "/month=" + month + '/'
                    + file;
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /**
     * Writes a file of a partition; one without rows is taken away.
     *
     * @param rows hands each row to what it is given; the array may be used again
     * @return how many rows there were
     */
    long write(
            Partition partition, String file, List<ParquetColumn> columns, Consumer<Consumer<@Nullable Object[]>> rows)
            throws IOException {
        Path scratch = store.scratch();
        try {
            long count = write(scratch, columns, rows);
            String place = partition.path(file);
            if (count == 0) {
                if (file.equals(WHOLE)) {
                    store.remove(partition.path(SUCCESS));
                }
                store.remove(place);
                return 0;
            }
            long bytes = Files.size(scratch);
            store.put(place, scratch);
            succeed(partition, file, count, bytes);
            return count;
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    private static long write(Path file, List<ParquetColumn> columns, Consumer<Consumer<@Nullable Object[]>> rows)
            throws IOException {
        long[] count = {0};
        try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file));
                ParquetStream stream = new ParquetStream(to, columns)) {
            rows.accept(row -> {
                count[0]++;
                try {
                    stream.row(row);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return count[0];
    }

    /** Says that the partition is whole, and what was written last. */
    private void succeed(Partition partition, String file, long rows, long bytes) throws IOException {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("file", file);
        manifest.put("rows", rows);
        manifest.put("bytes", bytes);
        manifest.put("writtenAt", clock.instant().toString());
        Path scratch = store.scratch();
        try {
            Files.write(scratch, JsonMapper.shared().writeValueAsBytes(manifest));
            store.put(partition.path(SUCCESS), scratch);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }
}
