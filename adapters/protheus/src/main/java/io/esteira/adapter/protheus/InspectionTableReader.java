package io.esteira.adapter.protheus;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Row;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Inspections from QPK, one for all operations, each with the verdict of the last operation that QPM has one of. A run covers those without
 * a verdict; one that it does not show any more has been decided, and is found by its key. The first run reads all, later ones those too
 * that were opened lately, since their verdict may still be corrected.
 */
final class InspectionTableReader extends TableReader {

    /** Where a row holds what QPM says; the field is the reader's. */
    static final String VERDICT = "_verdict";

    private static final String DECIDED = "QPK_SITOP IN ('2','3','4','5','6')";
    private static final String OPEN = "QPK_SITOP NOT IN ('2','3','4','5','6')";

    private final ProtheusCapabilities capabilities;

    InspectionTableReader(Set<String> after, ProtheusConnection protheus) {
        super(INSPECTIONS, protheus.properties().inspections().cadence(), after, protheus);
        this.capabilities = protheus.capabilities();
    }

    /** All of them may have been decided. */
    @Override
    public boolean mayShowNothing() {
        return true;
    }

    @Override
    public Optional<String> dayField() {
        return Optional.of("qpk_emissa");
    }

    @Override
    public Iterator<Page> read(ReadRequest request) {
        Company company = properties.company(request.company());
        return endedThenOpen(company, Question.of(Table.QPK, decided(request, company)), Question.of(Table.QPK, OPEN));
    }

    private String decided(ReadRequest request, Company company) {
        return request.since()
                .map(ReadMark::of)
                .map(mark -> LocalDate.ofInstant(
                        mark.asOf().minus(properties.inspections().reread()), company.zone()))
                .map(since -> DECIDED + " AND QPK_EMISSA >= '" + DateTimeFormatter.BASIC_ISO_DATE.format(since) + "'")
                .orElse(DECIDED);
    }

    @Override
    Question everything(Company company) {
        return Question.of(Table.QPK, "");
    }

    @Override
    String keyOf(Row row) {
        return new InspectionKey(row.recno(), "").toString();
    }

    @Override
    String whereKeyIn(List<String> keys) {
        String numbers = keys.stream()
                .flatMap(key -> InspectionKey.read(key).stream())
                .map(key -> Long.toString(key.recno()))
                .distinct()
                .collect(Collectors.joining(","));
        return numbers.isEmpty() ? "" : Table.RECNO + " IN (" + numbers + ")";
    }

    @Override
    List<SourceRecord> records(Company company, List<Row> rows) {
        return super.records(
                company, rows.isEmpty() || !capabilities.verdicts(company) ? rows : withVerdicts(company, rows));
    }

    /** An inspection is known to QPM by order, lot and serial number. */
    private List<Row> withVerdicts(Company company, List<Row> rows) {
        Map<List<String>, String> verdicts = new HashMap<>();
        List<String> orders =
                rows.stream().map(row -> row.text("QPK_OP")).distinct().toList();
        for (List<String> some : parts(orders)) {
            query.all(company, Question.of(Table.QPM, in("QPM_OP", some))).stream()
                    .sorted(Comparator.comparing(row -> row.text("QPM_ROTEIR") + "|" + row.text("QPM_OPERAC")))
                    .forEach(row -> verdicts.put(
                            List.of(row.text("QPM_OP"), row.text("QPM_LOTE"), row.text("QPM_NUMSER")),
                            row.text("QPM_LAUDO")));
        }
        return rows.stream()
                .map(row -> with(
                        row,
                        verdicts.getOrDefault(
                                List.of(row.text("QPK_OP"), row.text("QPK_LOTE"), row.text("QPK_NUMSER")), "")))
                .toList();
    }

    private static Row with(Row row, String verdict) {
        TreeMap<String, JsonNode> fields = new TreeMap<>(row.fields());
        fields.put(VERDICT, ProtheusJson.string(verdict));
        return new Row(row.recno(), row.stamp(), fields);
    }

    private static List<List<String>> parts(List<String> all) {
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += KEYS_AT_ONCE) {
            parts.add(all.subList(from, Math.min(from + KEYS_AT_ONCE, all.size())));
        }
        return parts;
    }
}
