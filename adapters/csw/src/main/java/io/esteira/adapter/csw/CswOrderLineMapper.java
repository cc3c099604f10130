package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.OrderLineChange;
import io.esteira.adapter.canonical.Ref;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * {@code tco.OrdemProdTamanhos}. Pieces of a line are those counted as first quality, and those programmed while none were
 * counted.
 */
final class CswOrderLineMapper extends CswMapper {

    CswOrderLineMapper() {
        super("order-lines");
    }

    @Override
    protected OrderLineChange change(String key, CswPayload row) {
        BigDecimal good = row.quantity("qtdepecas1qualidade");
        BigDecimal programmed = row.quantity("qtdepecasprogramadas");
        String item = row.optional("coditem");
        return new OrderLineChange(
                new Ref(key),
                new Ref(row.required("numeroop")),
                item == null ? null : new Ref(item),
                size(row),
                row.required("codsortimento"),
                planned(good, programmed, row),
                good,
                row.quantity("qtdepecas2qualidade"));
    }

    private static String size(CswPayload row) {
        String size = row.optional("tamanho");
        return size == null ? row.required("seqtamanho") : size;
    }

    private static BigDecimal planned(@Nullable BigDecimal good, @Nullable BigDecimal programmed, CswPayload row) {
        if (good != null) {
            return good;
        }
        return programmed == null ? row.requiredQuantity("qtdepecasprogramadas") : programmed;
    }
}
