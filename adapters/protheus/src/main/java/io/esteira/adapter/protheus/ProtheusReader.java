package io.esteira.adapter.protheus;

import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What readers of tables and of lists share: who they are, and whose rows they read. */
abstract class ProtheusReader implements SourceReader {

    static final String SOURCE = "protheus";

    static final String ITEMS = "items";
    static final String PHASES = "phases";
    static final String ROUTING = "routing";
    static final String ORDERS = "orders";
    static final String POSTINGS = "postings";
    static final String DOWNTIMES = "downtimes";
    static final String DOWNTIME_REASONS = "downtime-reasons";
    static final String INSPECTIONS = "inspections";

    final ProtheusProperties properties;
    final Clock clock;

    private final String entity;
    private final Duration cadence;
    private final Set<String> after;

    ProtheusReader(String entity, Duration cadence, Set<String> after, ProtheusConnection protheus) {
        this.entity = entity;
        this.cadence = cadence;
        this.after = Set.copyOf(after);
        this.properties = protheus.properties();
        this.clock = protheus.clock();
    }

    @Override
    public final String source() {
        return SOURCE;
    }

    @Override
    public final String entity() {
        return entity;
    }

    @Override
    public final Set<String> companies() {
        return properties.companyCodes();
    }

    @Override
    public final Duration cadence() {
        return cadence;
    }

    @Override
    public final Set<String> after() {
        return after;
    }

    /** @param version the source's own; null where it has none */
    final SourceRecord record(Company company, String key, @Nullable String version, byte[] payload) {
        return new SourceRecord(SOURCE, company.code(), entity, key, version, clock.instant(), payload);
    }

    /** Those with these keys, out of another reading of all that there is. */
    final List<SourceRecord> readAgain(String company, Collection<String> sourceKeys) {
        List<SourceRecord> found = new ArrayList<>();
        read(new ReadRequest(company, ReadMode.SNAPSHOT, null)).forEachRemaining(page -> page.records().stream()
                .filter(record -> sourceKeys.contains(record.sourceKey()))
                .forEach(found::add));
        return found;
    }
}
