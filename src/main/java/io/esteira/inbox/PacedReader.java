package io.esteira.inbox;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.Watermark;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A reader whose requests keep the budget of its source, whoever makes them. A page counts as one request, and a look-up of keys too.
 *
 * @param turn waits until the source of this company may be asked
 */
record PacedReader(SourceReader reader, Consumer<String> turn) implements SourceReader {

    private record Pages(Iterator<Page> pages, Runnable turn) implements Iterator<Page>, AutoCloseable {

        @Override
        public boolean hasNext() {
            return pages.hasNext();
        }

        @Override
        public Page next() {
            turn.run();
            return pages.next();
        }

        @Override
        public void close() throws Exception {
            if (pages instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    @Override
    public String source() {
        return reader.source();
    }

    @Override
    public String entity() {
        return reader.entity();
    }

    @Override
    public Set<String> companies() {
        return reader.companies();
    }

    @Override
    public Duration cadence() {
        return reader.cadence();
    }

    @Override
    public Duration snapshotCadence() {
        return reader.snapshotCadence();
    }

    @Override
    public Set<String> after() {
        return reader.after();
    }

    @Override
    public boolean detectsDeletion() {
        return reader.detectsDeletion();
    }

    @Override
    public boolean mayShowNothing() {
        return reader.mayShowNothing();
    }

    @Override
    public Optional<Watermark> markOf(LocalDate day, Watermark reached) {
        return reader.markOf(day, reached);
    }

    @Override
    public Optional<String> dayField() {
        return reader.dayField();
    }

    @Override
    public Iterator<Page> read(ReadRequest request) {
        return new Pages(reader.read(request), () -> turn.accept(request.company()));
    }

    @Override
    public List<SourceRecord> readByKey(String company, Collection<String> sourceKeys) {
        turn.accept(company);
        return reader.readByKey(company, sourceKeys);
    }
}
