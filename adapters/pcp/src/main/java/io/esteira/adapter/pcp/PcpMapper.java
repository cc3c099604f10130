package io.esteira.adapter.pcp;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.CanonicalChange;

/** What mappers of the planning database share: a payload in, one change out. */
abstract class PcpMapper implements CanonicalMapper {

    private final String entity;

    PcpMapper(String entity) {
        this.entity = entity;
    }

    @Override
    public final String source() {
        return PcpReader.SOURCE;
    }

    @Override
    public final String entity() {
        return entity;
    }

    @Override
    public final MappingResult map(SourceRecord record) {
        return PcpPayload.map(record, row -> change(record.sourceKey(), row));
    }

    abstract CanonicalChange change(String key, PcpPayload row);
}
