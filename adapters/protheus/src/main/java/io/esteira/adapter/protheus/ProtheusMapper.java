package io.esteira.adapter.protheus;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A row of Protheus in, what it means out. */
abstract class ProtheusMapper implements CanonicalMapper {

    private final String entity;

    ProtheusMapper(String entity) {
        this.entity = entity;
    }

    /** @param referenceField by company, the field of SH6 that carries references */
    static List<CanonicalMapper> all(ProtheusProperties properties, UnaryOperator<String> referenceField) {
        Map<String, ZoneId> zones =
                properties.companies().stream().collect(Collectors.toMap(Company::code, Company::zone));
        return List.of(
                new ProtheusItemMapper(properties.kinds()),
                new ProtheusPhaseMapper(properties.phaseSource()),
                new ProtheusRoutingMapper(properties.phaseSource()),
                ProtheusOrderMapper.of(properties),
                new ProtheusPostingMapper(zones, referenceField),
                new ProtheusInspectionMapper(),
                new ProtheusDowntimeMapper(zones),
                new ProtheusDowntimeReasonMapper());
    }

    @Override
    public final String source() {
        return ProtheusReader.SOURCE;
    }

    @Override
    public final String entity() {
        return entity;
    }

    @Override
    public MappingResult map(SourceRecord record) {
        return ProtheusRow.read(record, row -> map(record, row));
    }

    abstract MappingResult map(SourceRecord record, ProtheusRow row);

    /** What a row means by the clock of its company. */
    static MappingResult inZone(
            Map<String, ZoneId> zones, SourceRecord record, Function<ZoneId, MappingResult> meaning) {
        ZoneId zone = zones.get(record.company());
        return zone == null
                ? MappingResult.rejected(
                        IssueCode.UNKNOWN_COMPANY, "company", "Protheus is not set up for company " + record.company())
                : meaning.apply(zone);
    }
}
