package io.esteira.adapter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that are stored together.
 *
 * @param watermark how far the source has been read once these records are stored; null leaves it where it is
 */
public record Page(List<SourceRecord> records, @Nullable Watermark watermark) {

    public Page {
        records = List.copyOf(records);
    }

    public static Page of(List<SourceRecord> records) {
        return new Page(records, null);
    }
}
