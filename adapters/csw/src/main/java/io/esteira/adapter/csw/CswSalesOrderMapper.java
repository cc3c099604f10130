package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.SalesOrderChange;

/** {@code ped.Pedido} with the blocks that hold it, null for none. Of the situations only 9 is known: cancelled. */
final class CswSalesOrderMapper extends CswMapper {

    private static final String CANCELLED = "9";

    CswSalesOrderMapper() {
        super("sales-orders");
    }

    @Override
    protected SalesOrderChange change(String key, CswPayload row) {
        String type = row.optional("codtiponota");
        String situation = row.required("situacao");
        return new SalesOrderChange(
                new Ref(key),
                row.required("codpedido"),
                type == null ? null : new Ref(type),
                row.optional("codcliente"),
                row.requiredDate("dataemissao"),
                row.date("dataprevfat"),
                situation,
                situation.equals(CANCELLED),
                row.optional("bloqueiocomercial") != null,
                row.optional("bloqueiocredito") != null);
    }
}
