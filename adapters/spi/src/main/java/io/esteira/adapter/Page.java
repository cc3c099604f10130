package io.esteira.adapter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that are stored together.
 *
 * @param watermark how far the source has been read once these records are stored; null leaves it where it is. A snapshot moves
 *     it at its end only
 * @param inScope whether a later snapshot is expected to show these records again; false for history that is read once
 */
public record Page(List<SourceRecord> records, @Nullable Watermark watermark, boolean inScope) {

    public Page {
        records = List.copyOf(records);
    }

    public Page(List<SourceRecord> records, @Nullable Watermark watermark) {
        this(records, watermark, true);
    }

    /** Records that lie outside of the scope of snapshots, such as orders closed long ago. */
    public static Page history(List<SourceRecord> records) {
        return new Page(records, null, false);
    }

    public static Page of(List<SourceRecord> records) {
        return new Page(records, null);
    }
}
