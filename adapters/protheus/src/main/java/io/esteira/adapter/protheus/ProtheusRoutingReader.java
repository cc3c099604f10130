package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Routing steps of products: SG2, read whole. Their key is {@code product|routing|operation}. */
final class ProtheusRoutingReader extends ProtheusReader {

    static final String ENTITY = "routing";

    ProtheusRoutingReader(Set<String> after, ProtheusProperties properties, GenericQuery query, Clock clock) {
        super(ENTITY, after, properties, query, clock);
    }

    @Override
    public Duration cadence() {
        return properties.routing().cadence();
    }

    @Override
    public Duration snapshotCadence() {
        return cadence();
    }

    @Override
    Question everything(Company company) {
        return Question.of(Table.SG2, "");
    }

    @Override
    String keyOf(Row row) {
        return row.text("G2_PRODUTO") + "|" + row.text("G2_CODIGO") + "|" + row.text("G2_OPERAC");
    }

    @Override
    String whereKeyIn(List<String> keys) {
        return in(
                "G2_PRODUTO", keys.stream().map(key -> key.split("\\|", -1)[0]).toList());
    }
}
