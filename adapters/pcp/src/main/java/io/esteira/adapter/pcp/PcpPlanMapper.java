package io.esteira.adapter.pcp;

import io.esteira.adapter.canonical.PlanChange;
import io.esteira.adapter.canonical.PlanChange.Goal;
import io.esteira.adapter.canonical.PlanChange.Lot;
import io.esteira.adapter.canonical.Ref;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code pcp."Plano"} with what is linked to it. Goals of a category are kept by brand there; they are added up. */
final class PcpPlanMapper extends PcpMapper {

    PcpPlanMapper() {
        super("plans");
    }

    @Override
    protected PlanChange change(String key, PcpPayload row) {
        return new PlanChange(
                new Ref(key),
                row.required("codigo"),
                row.required("descricaoPlano"),
                row.date("inicioVenda"),
                row.date("FimVenda"),
                row.date("inicoFat"),
                row.date("finalFat"),
                row.rows("lotes").stream()
                        .map(lot -> new Lot(lot.required("lote"), lot.flag("cons_Pcp_faltaProg")))
                        .toList(),
                row.texts("tipos_nota"),
                row.texts("colecoes"),
                Stream.concat(
                                goals(row.rows("metas"), false, "marca", "metaPecas"),
                                goals(row.rows("metas_categoria"), true, "nomeCategoria", "metaPc"))
                        .toList());
    }

    private static Stream<Goal> goals(List<PcpPayload> rows, boolean category, String name, String pieces) {
        Map<String, Goal> goals = new LinkedHashMap<>();
        rows.forEach(row -> goals.merge(
                row.required(name),
                new Goal(
                        category,
                        row.required(name),
                        row.optionalQuantity(pieces),
                        row.optionalQuantity("metaFinanceira")),
                PcpPlanMapper::plus));
        return goals.values().stream();
    }

    private static Goal plus(Goal one, Goal other) {
        return new Goal(
                one.category(), one.name(), plus(one.pieces(), other.pieces()), plus(one.amount(), other.amount()));
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other : other == null ? one : one.add(other);
    }
}
