package io.esteira.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Parquet by a library that shares no code with the one that writes it. */
public final class ParquetRows {

    private ParquetRows() {}

    public static List<Map<String, @Nullable Object>> read(byte[] file) throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
                RowReader row = reader.rowReader()) {
            while (row.hasNext()) {
                row.next();
                Map<String, @Nullable Object> cells = new LinkedHashMap<>();
                for (int i = 0; i < row.getFieldCount(); i++) {
                    cells.put(row.getFieldName(i), row.isNull(i) ? null : row.getValue(i));
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    /** How many groups of rows a file has. */
    public static int groups(byte[] file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)))) {
            return reader.getFileMetaData().rowGroups().size();
        }
    }
}
