package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Products: SB1, read whole. */
final class ProtheusItemsReader extends ProtheusReader {

    static final String ENTITY = "items";

    ProtheusItemsReader(ProtheusProperties properties, GenericQuery query, Clock clock) {
        super(ENTITY, Set.of(), properties, query, clock);
    }

    @Override
    public Duration cadence() {
        return properties.items().cadence();
    }

    @Override
    public Duration snapshotCadence() {
        return cadence();
    }

    @Override
    Question everything(Company company) {
        return Question.of(Table.SB1, "");
    }

    @Override
    String keyOf(Row row) {
        return row.text("B1_COD");
    }

    @Override
    String whereKeyIn(List<String> keys) {
        return in("B1_COD", keys);
    }
}
