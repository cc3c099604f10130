package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Row;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reasons of stops: table 44 of SX5, read whole. */
final class ProtheusDowntimeReasonsReader extends ProtheusReader {

    static final String ENTITY = "downtime-reasons";

    private static final String STOPS = "X5_TABELA = '44'";

    ProtheusDowntimeReasonsReader(ProtheusProperties properties, GenericQuery query, Clock clock) {
        super(ENTITY, Set.of(), properties, query, clock);
    }

    @Override
    public Duration cadence() {
        return properties.downtimes().reasonsCadence();
    }

    @Override
    public Duration snapshotCadence() {
        return cadence();
    }

    @Override
    Question everything(Company company) {
        return Question.of(Table.SX5, STOPS);
    }

    @Override
    String keyOf(Row row) {
        return row.text("X5_CHAVE");
    }

    @Override
    String whereKeyIn(List<String> keys) {
        return STOPS + " AND " + in("X5_CHAVE", keys);
    }
}
