package io.esteira.adapter.csw;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.CanonicalChange;

/** What mappers of CSW share: a payload in, one change out. */
abstract class CswMapper implements CanonicalMapper {

    private final String entity;

    CswMapper(String entity) {
        this.entity = entity;
    }

    @Override
    public final String source() {
        return CswReader.SOURCE;
    }

    @Override
    public final String entity() {
        return entity;
    }

    @Override
    public final MappingResult map(SourceRecord record) {
        return CswPayload.map(record, row -> change(record.sourceKey(), row));
    }

    abstract CanonicalChange change(String key, CswPayload row);
}
