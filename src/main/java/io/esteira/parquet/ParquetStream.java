package io.esteira.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table as Parquet, compressed by Zstandard, while its rows come: memory holds some megabytes of them. What is not closed is no
 * sound file, so that nobody takes a part for the whole. For use by one thread.
 */
public final class ParquetStream implements Closeable {

    /** Of rows in memory; readers skip groups of rows by their least and greatest values. */
    private static final long GROUP_BYTES = 8L * 1024 * 1024;

    private final ParquetWriter<@Nullable Object[]> writer;

    /** @param to stays open, also when the table is closed */
    public ParquetStream(OutputStream to, List<ParquetColumn> columns) throws IOException {
        writer = new Builder(new Sequential(to), columns)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(GROUP_BYTES)
                .build();
    }

    /**
     * Adds a row.
     *
     * @param cells as the kinds of the columns say; may be used again afterwards
     * @throws ArithmeticException for a number that no decimal of the file can hold
     */
    public void row(@Nullable Object[] cells) throws IOException {
        writer.write(cells);
    }

    /** Ends the file. */
    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<@Nullable Object[], Builder> {

        private final List<ParquetColumn> columns;

        Builder(OutputFile file, List<ParquetColumn> columns) {
            super(file);
            this.columns = columns;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(Configuration configuration) {
            return new Rows(columns);
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(ParquetConfiguration configuration) {
            return new Rows(columns);
        }
    }

    private static final class Rows extends WriteSupport<@Nullable Object[]> {

        private final List<ParquetColumn> columns;
        private @Nullable RecordConsumer to;

        Rows(List<ParquetColumn> columns) {
            this.columns = columns;
        }

        @Override
        public WriteContext init(Configuration configuration) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return context();
        }

        private WriteContext context() {
            return new WriteContext(
                    new MessageType(
                            "table", columns.stream().map(ParquetColumn::type).toList()),
                    Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            to = consumer;
        }

        @Override
        public void write(@Nullable Object[] cells) {
            RecordConsumer consumer = Objects.requireNonNull(to, "prepared");
            consumer.startMessage();
            for (int i = 0; i < cells.length; i++) {
                Object cell = cells[i];
                if (cell != null) {
                    ParquetColumn column = columns.get(i);
                    consumer.startField(column.name(), i);
                    column.write(cell, consumer);
                    consumer.endField(column.name(), i);
                }
            }
            consumer.endMessage();
        }
    }

    /** A file that is written from its beginning to its end. */
    private record Sequential(OutputStream to) implements OutputFile {

        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new PositionOutputStream() {
                private long position;

                @Override
                public long getPos() {
                    return position;
                }

                @Override
                public void write(int b) throws IOException {
                    to.write(b);
                    position++;
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    to.write(bytes, from, length);
                    position += length;
                }

                @Override
                public void flush() throws IOException {
                    to.flush();
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
