package io.esteira.adapter.protheus;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.protheus.ListPages.Listed;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Inspections from QIP's list of those that wait for a verdict, one for each operation, read whole each time. One that is not listed any
 * more has been decided, or is gone: it is read once more by its key, which tells its verdict, and then not again until it is listed again.
 * The list names no branch, so that it cannot be seen here whether the service takes notice of the tenant.
 */
final class InspectionListReader extends ProtheusReader {

    private static final String PENDING = "QIP's list of pending inspections";
    private static final List<String> NEEDED =
            List.of(ProtheusInspectionMapper.RECNO, ProtheusInspectionMapper.OPERATION, ProtheusInspectionMapper.ITEM);

    private final InspectionList list;
    private final ProtheusClient client;

    InspectionListReader(Set<String> after, ProtheusConnection protheus) {
        super(INSPECTIONS, protheus.properties().inspections().cadence(), after, protheus);
        this.list = new InspectionList(properties);
        this.client = protheus.client();
    }

    /** All of them may have been decided. */
    @Override
    public boolean mayShowNothing() {
        return true;
    }

    @Override
    public Optional<String> dayField() {
        return Optional.of("date");
    }

    @Override
    public Iterator<Page> read(ReadRequest request) {
        Company company = properties.company(request.company());
        int size = properties.inspections().listPageSize();
        return new ListPages(PENDING, number -> listed(company, list.pending(number, size)));
    }

    private Listed listed(Company company, String path) {
        return client.get(company, path, Map.of())
                .map(body -> {
                    List<TreeMap<String, JsonNode>> rows = ProtheusJson.items(body, path)
                            .map(ProtheusJson::row)
                            .toList();
                    Map<String, SourceRecord> records = new LinkedHashMap<>();
                    rows.stream()
                            .map(row -> record(company, row))
                            .forEach(record -> records.putIfAbsent(record.sourceKey(), record));
                    return new Listed(rows, records, rows.isEmpty() || !ProtheusJson.hasNext(body));
                })
                .orElse(Listed.NOTHING);
    }

    private SourceRecord record(Company company, TreeMap<String, JsonNode> row) {
        NEEDED.stream().filter(field -> !row.containsKey(field)).findFirst().ifPresent(field -> {
            throw new SourceUnavailable(PENDING + " leaves out " + field);
        });
        String recno = ServiceList.text(row, ProtheusInspectionMapper.RECNO);
        InspectionKey key = InspectionKey.read(recno + "/" + ServiceList.text(row, ProtheusInspectionMapper.OPERATION))
                .or(() -> InspectionKey.read(recno))
                .orElseThrow(() -> new SourceUnavailable(PENDING + " gives a record number that is none: " + recno));
        return record(company, key.toString(), null, ProtheusJson.write(row));
    }

    @Override
    public List<SourceRecord> readByKey(String companyCode, Collection<String> sourceKeys) {
        Company company = properties.company(companyCode);
        return sourceKeys.stream()
                .distinct()
                .flatMap(key -> InspectionKey.read(key).stream().flatMap(known -> one(company, key, known)))
                .toList();
    }

    private Stream<SourceRecord> one(Company company, String key, InspectionKey known) {
        return Stream.ofNullable(listed(company, list.one(known)).records().get(key));
    }
}
