package io.esteira.adapter.protheus;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Stops, or their reasons, from a list of SIGASFC, which knows no condition for what changed: each run reads it whole. */
final class StopListReader extends ProtheusReader {

    private final String path;
    private final String field;
    private final UnaryOperator<String> key;
    private final StopReportList list;

    private StopListReader(
            String entity,
            String path,
            String field,
            UnaryOperator<String> key,
            Duration cadence,
            Set<String> after,
            ProtheusConnection protheus) {
        super(entity, cadence, after, protheus);
        this.path = path;
        this.field = field;
        this.key = key;
        this.list = new StopReportList(protheus.client(), properties.pageSize());
    }

    static StopListReader stops(ProtheusConnection protheus, Set<String> after) {
        return new StopListReader(
                DOWNTIMES,
                StopReportList.REPORTS,
                StopReportList.REPORT,
                StopReportList::keyOf,
                protheus.properties().downtimes().listCadence(),
                after,
                protheus);
    }

    static StopListReader reasons(ProtheusConnection protheus) {
        return new StopListReader(
                DOWNTIME_REASONS,
                StopReportList.REASONS,
                StopReportList.REASON,
                UnaryOperator.identity(),
                protheus.properties().downtimes().reasonsCadence(),
                Set.of(),
                protheus);
    }

    @Override
    public Optional<String> dayField() {
        return entity().equals(DOWNTIMES) ? Optional.of("startdatetime") : Optional.empty();
    }

    @Override
    public Iterator<Page> read(ReadRequest request) {
        Company company = properties.company(request.company());
        Iterator<Map<String, TreeMap<String, JsonNode>>> pages = list.pages(company, path, field, Map.of());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return pages.hasNext();
            }

            @Override
            public Page next() {
                return Page.of(pages.next().entrySet().stream()
                        .map(row -> record(company, key.apply(row.getKey()), null, ProtheusJson.write(row.getValue())))
                        .toList());
            }
        };
    }

    /** The lists are short enough to be read again. */
    @Override
    public List<SourceRecord> readByKey(String companyCode, Collection<String> sourceKeys) {
        return readAgain(companyCode, sourceKeys);
    }
}
