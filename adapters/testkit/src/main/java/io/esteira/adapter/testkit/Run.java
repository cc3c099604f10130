package io.esteira.adapter.testkit;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.Watermark;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One reader for one of its companies. */
record Run(SourceReader reader, String company) {

    boolean alwaysSnapshot() {
        return reader.snapshotCadence().equals(reader.cadence());
    }

    List<SourceRecord> snapshot() {
        return drain(pages(ReadMode.SNAPSHOT, null)).stream()
                .flatMap(page -> page.records().stream())
                .toList();
    }

    Iterator<Page> pages(ReadMode mode, @Nullable Watermark watermark) {
        return reader.read(new ReadRequest(company, mode, watermark));
    }

    static List<Page> drain(Iterator<Page> pages) {
        List<Page> drained = new ArrayList<>();
        forEach(pages, drained::add);
        return drained;
    }

    /** Hands each page over as it is read, and closes an iterator that can be closed. */
    static void forEach(Iterator<Page> pages, Consumer<Page> consumer) {
        try {
            pages.forEachRemaining(consumer);
        } finally {
            close(pages);
        }
    }

    private static void close(Iterator<Page> pages) {
        if (pages instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new AssertionError("an iterator does not close", e);
            }
        }
    }

    @Override
    public String toString() {
        return reader.source() + "." + reader.entity() + " of " + company;
    }
}
