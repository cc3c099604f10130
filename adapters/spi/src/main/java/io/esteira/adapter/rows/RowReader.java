package io.esteira.adapter.rows;

import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one kind of row for each of several companies, which the source calls otherwise than the hub. */
public abstract class RowReader implements SourceReader {

    private final String source;
    private final String entity;
    private final Map<String, String> sourceCompanies;

    /** @param companies the hub's company code for each code of the source; each company once */
    protected RowReader(String source, String entity, Map<String, String> companies) {
        this.source = source;
        this.entity = entity;
        this.sourceCompanies = companies.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
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
    public final Set<String> companies() {
        return sourceCompanies.keySet();
    }

    /** What the source calls a company. */
    protected final String sourceCompany(String company) {
        String code = sourceCompanies.get(company);
        if (code == null) {
            throw new IllegalArgumentException("company " + company + " is not read from " + source);
        }
        return code;
    }

    /** A row, of which the source keeps no version. */
    protected final SourceRecord record(String company, String key, Instant observedAt, byte[] payload) {
        return new SourceRecord(source, company, entity, key, null, observedAt, payload);
    }
}
