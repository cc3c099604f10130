package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.SalesOrderLineChange;
import java.math.BigDecimal;
import java.util.Objects;

/** {@code ped.PedidoItemGrade}: {@code codItem} is the position in the order, {@code codProduto} the product. */
final class CswSalesOrderLineMapper extends CswMapper {

    CswSalesOrderLineMapper() {
        super("sales-order-lines");
    }

    @Override
    protected SalesOrderLineChange change(String key, CswPayload row) {
        return new SalesOrderLineChange(
                new Ref(key),
                new Ref(row.required("codpedido")),
                new Ref(row.required("codproduto")),
                row.requiredQuantity("qtdepedida"),
                orZero(row, "qtdefaturada"),
                orZero(row, "qtdecancelada"));
    }

    private static BigDecimal orZero(CswPayload row, String field) {
        return Objects.requireNonNullElse(row.quantity(field), BigDecimal.ZERO);
    }
}
