package io.esteira.inbox;

import io.esteira.adapter.SourceReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The readers that this instance polls, or would poll if it led, by stream. They keep no state of a run, so that others may read beside. */
@Component
public class PolledReaders {

    private final Map<Short, SourceReader> readers = new ConcurrentHashMap<>();

    public void note(short stream, SourceReader reader) {
        readers.put(stream, reader);
    }

    /** Ids of the streams that can be read here. */
    public Set<Short> streams() {
        return Set.copyOf(readers.keySet());
    }

    public Optional<SourceReader> find(short stream) {
        return Optional.ofNullable(readers.get(stream));
    }
}
