package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Row;
import io.esteira.adapter.protheus.ProtheusProperties.PhaseSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of a table that is read whole each time, looked up by the first of the fields that make their key. */
final class WholeTableReader extends TableReader {

    private static final String SEPARATOR = "|";

    private final Table table;
    private final String condition;
    private final List<String> keyFields;

    /** @param condition of the rows that are meant; blank for all */
    private WholeTableReader(
            String entity,
            Duration cadence,
            Set<String> after,
            Table table,
            String condition,
            List<String> keyFields,
            ProtheusConnection protheus) {
        super(entity, cadence, after, protheus);
        this.table = table;
        this.condition = condition;
        this.keyFields = List.copyOf(keyFields);
    }

    /** Products: SB1. */
    static WholeTableReader items(ProtheusConnection protheus) {
        Duration cadence = protheus.properties().items().cadence();
        return new WholeTableReader(ITEMS, cadence, Set.of(), Table.SB1, "", List.of("B1_COD"), protheus);
    }

    /** Phases: the work centres of SHB, or the resources of SH1 where a site plans by them. */
    static WholeTableReader phases(ProtheusConnection protheus) {
        boolean centres = protheus.properties().phaseSource() == PhaseSource.WORK_CENTRE;
        return new WholeTableReader(
                PHASES,
                protheus.properties().phases().cadence(),
                Set.of(),
                centres ? Table.SHB : Table.SH1,
                "",
                List.of(centres ? "HB_COD" : "H1_CODIGO"),
                protheus);
    }

    /** Routing steps of products: SG2. */
    static WholeTableReader routing(Set<String> after, ProtheusConnection protheus) {
        return new WholeTableReader(
                ROUTING,
                protheus.properties().routing().cadence(),
                after,
                Table.SG2,
                "",
                List.of("G2_PRODUTO", "G2_CODIGO", "G2_OPERAC"),
                protheus);
    }

    /** Reasons of stops: table 44 of SX5. */
    static WholeTableReader downtimeReasons(ProtheusConnection protheus) {
        return new WholeTableReader(
                DOWNTIME_REASONS,
                protheus.properties().downtimes().reasonsCadence(),
                Set.of(),
                Table.SX5,
                "X5_TABELA = '44'",
                List.of("X5_CHAVE"),
                protheus);
    }

    @Override
    Question everything(Company company) {
        return Question.of(table, condition);
    }

    @Override
    String keyOf(Row row) {
        return keyFields.stream().map(row::text).collect(Collectors.joining(SEPARATOR));
    }

    @Override
    String whereKeyIn(List<String> keys) {
        String known = in(
                keyFields.getFirst(),
                keyFields.size() == 1
                        ? keys
                        : keys.stream().map(WholeTableReader::first).toList());
        return condition.isEmpty() ? known : condition + " AND " + known;
    }

    private static String first(String key) {
        int end = key.indexOf(SEPARATOR);
        return end < 0 ? key : key.substring(0, end);
    }
}
