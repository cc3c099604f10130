package io.esteira.adapter.protheus;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Stops, or their reasons, from a list of SIGASFC, which knows no condition for what changed: each run reads it whole. */
final class StopListReader implements SourceReader {

    private final String entity;
    private final String path;
    private final String field;
    private final UnaryOperator<String> key;
    private final Duration cadence;
    private final Set<String> after;
    private final ProtheusProperties properties;
    private final StopReportList list;
    private final Clock clock;

    private StopListReader(
            String entity,
            String path,
            String field,
            UnaryOperator<String> key,
            Duration cadence,
            Set<String> after,
            ProtheusConnection protheus) {
        this.entity = entity;
        this.path = path;
        this.field = field;
        this.key = key;
        this.cadence = cadence;
        this.after = Set.copyOf(after);
        this.properties = protheus.properties();
        this.list = new StopReportList(protheus.client(), properties.pageSize());
        this.clock = protheus.clock();
    }

    static StopListReader stops(ProtheusConnection protheus, Set<String> after) {
        return new StopListReader(
                ProtheusDowntimesReader.ENTITY,
                StopReportList.REPORTS,
                StopReportList.REPORT,
                StopReportList::keyOf,
                protheus.properties().downtimes().listCadence(),
                after,
                protheus);
    }

    static StopListReader reasons(ProtheusConnection protheus) {
        return new StopListReader(
                ProtheusDowntimeReasonsReader.ENTITY,
                StopReportList.REASONS,
                StopReportList.REASON,
                UnaryOperator.identity(),
                protheus.properties().downtimes().reasonsCadence(),
                Set.of(),
                protheus);
    }

    @Override
    public String source() {
        return ProtheusReader.SOURCE;
    }

    @Override
    public String entity() {
        return entity;
    }

    @Override
    public Set<String> companies() {
        return properties.companies().stream().map(Company::code).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Duration cadence() {
        return cadence;
    }

    @Override
    public Duration snapshotCadence() {
        return cadence;
    }

    @Override
    public Set<String> after() {
        return after;
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
                        .map(row -> record(company, row.getKey(), row.getValue()))
                        .toList());
            }
        };
    }

    private SourceRecord record(Company company, String id, TreeMap<String, JsonNode> row) {
        return new SourceRecord(
                source(), company.code(), entity, key.apply(id), null, clock.instant(), ProtheusJson.write(row));
    }

    /** The lists are short enough to be read again. */
    @Override
    public List<SourceRecord> readByKey(String companyCode, Collection<String> sourceKeys) {
        List<SourceRecord> found = new ArrayList<>();
        read(new ReadRequest(companyCode, ReadMode.SNAPSHOT, null)).forEachRemaining(page -> page.records().stream()
                .filter(record -> sourceKeys.contains(record.sourceKey()))
                .forEach(found::add));
        return found;
    }
}
