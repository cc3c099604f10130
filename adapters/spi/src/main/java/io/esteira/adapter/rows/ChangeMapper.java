package io.esteira.adapter.rows;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.CanonicalChange;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A row in, one change out.
 *
 * @param <P> how rows of the source are read
 */
public abstract class ChangeMapper<P extends RowPayload> implements CanonicalMapper {

    private final String source;
    private final String entity;
    private final Function<JsonNode, P> payload;

    protected ChangeMapper(String source, String entity, Function<JsonNode, P> payload) {
        this.source = source;
        this.entity = entity;
        this.payload = payload;
    }

    @Override
    public final String source() {
        return source;
    }

    @Override
    public final String entity() {
        return entity;
    }

    @Override
    public final MappingResult map(SourceRecord record) {
        return RowPayload.map(record, row -> change(record.sourceKey(), payload.apply(row)));
    }

    /** @param key the row's key, which is the record's */
    protected abstract CanonicalChange change(String key, P row);
}
