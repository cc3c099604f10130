package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.OrderChange;
import io.esteira.adapter.canonical.Ref;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code tco.OrdemProd}. The quantity is the sum of the order's sizes, so the header has none. */
final class CswOrderMapper extends CswMapper {

    CswOrderMapper() {
        super("orders");
    }

    @Override
    protected OrderChange change(String key, CswPayload row) {
        String situation = row.required("situacao");
        OrderChange.Status status = status(situation);
        return new OrderChange(
                new Ref(key),
                row.required("numeroop"),
                new Ref(row.required("codproduto")),
                status,
                situation,
                null,
                "PC",
                row.optional("lote") == null ? row.optional("codlote") : row.optional("lote"),
                row.optional("codlote"),
                named(row.optional("codtipoop"), row.optional("tipo")),
                // CSW means NORMAL where it writes no priority.
                Objects.requireNonNullElse(row.optional("prioridade"), "NORMAL"),
                null,
                row.requiredInt("codseqroteiroatual"),
                row.date("datageracao"),
                row.date("datainicio"),
                row.date("dataprevisaotermino"),
                status == OrderChange.Status.CLOSED ? row.date("datafim") : null,
                false);
    }

    private static OrderChange.Status status(String situation) {
        return switch (situation) {
            case "3" -> OrderChange.Status.RELEASED;
            case "2" -> OrderChange.Status.CLOSED;
            default -> throw CswPayload.unknownCode("situacao", situation);
        };
    }

    /** As people at the plant read it: {@code 1-PRODUTO VENDA}. */
    private static @Nullable String named(@Nullable String code, @Nullable String name) {
        return code == null || name == null ? code : code + '-' + name;
    }
}
