package io.esteira.adapter.protheus;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** Production postings: SH6 of type P. */
final class ProtheusPostingsReader extends ProtheusSh6Reader {

    static final String ENTITY = "postings";

    /** @param table by company, SH6 with all that is asked for */
    ProtheusPostingsReader(
            Set<String> after,
            ProtheusProperties properties,
            GenericQuery query,
            ProtheusCapabilities capabilities,
            Function<String, Table> table,
            Clock clock) {
        super(ENTITY, "P", after, properties, query, capabilities, table, clock);
    }

    @Override
    public Duration cadence() {
        return properties.postings().cadence();
    }

    @Override
    public Duration snapshotCadence() {
        return properties.postings().snapshotCadence();
    }
}
