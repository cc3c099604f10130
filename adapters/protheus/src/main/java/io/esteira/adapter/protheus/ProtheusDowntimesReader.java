package io.esteira.adapter.protheus;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Stops of machines: SH6 of type I. */
final class ProtheusDowntimesReader extends ProtheusSh6Reader {

    static final String ENTITY = "downtimes";

    ProtheusDowntimesReader(
            Set<String> after,
            ProtheusProperties properties,
            GenericQuery query,
            ProtheusCapabilities capabilities,
            Clock clock) {
        super(ENTITY, "I", after, properties, query, capabilities, company -> Table.STOPS, clock);
    }

    @Override
    public Duration cadence() {
        return properties.downtimes().cadence();
    }

    @Override
    public Duration snapshotCadence() {
        return properties.downtimes().snapshotCadence();
    }
}
