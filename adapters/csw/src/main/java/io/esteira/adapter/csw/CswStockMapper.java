package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.StockBalanceChange;

/** {@code est.DadosEstoque}: a product's stock of one class (natureza). CSW books below zero. */
final class CswStockMapper extends CswMapper {

    CswStockMapper() {
        super("stock");
    }

    @Override
    protected StockBalanceChange change(String key, CswPayload row) {
        return new StockBalanceChange(
                new Ref(key),
                new Ref(row.required("coditem")),
                row.required("codnatureza"),
                row.requiredNumber("estoqueatual"),
                row.number("estreservpedido"));
    }
}
