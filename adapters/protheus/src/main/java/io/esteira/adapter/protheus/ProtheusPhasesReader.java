package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Row;
import io.esteira.adapter.protheus.ProtheusProperties.PhaseSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Phases: the work centres of SHB, or the resources of SH1 where a site plans by them; read whole. */
final class ProtheusPhasesReader extends ProtheusReader {

    static final String ENTITY = "phases";

    ProtheusPhasesReader(ProtheusProperties properties, GenericQuery query, Clock clock) {
        super(ENTITY, Set.of(), properties, query, clock);
    }

    @Override
    public Duration cadence() {
        return properties.phases().cadence();
    }

    @Override
    public Duration snapshotCadence() {
        return cadence();
    }

    @Override
    Question everything(Company company) {
        return Question.of(properties.phaseSource() == PhaseSource.WORK_CENTRE ? Table.SHB : Table.SH1, "");
    }

    @Override
    String keyOf(Row row) {
        return row.text(keyField());
    }

    @Override
    String whereKeyIn(List<String> keys) {
        return in(keyField(), keys);
    }

    private String keyField() {
        return properties.phaseSource() == PhaseSource.WORK_CENTRE ? "HB_COD" : "H1_CODIGO";
    }
}
