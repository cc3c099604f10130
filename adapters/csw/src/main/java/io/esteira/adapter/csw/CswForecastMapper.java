package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.LotForecastChange;
import io.esteira.adapter.canonical.Ref;

/** {@code tcl.LoteSeqTamanho}: planners type in what a lot is to bring. */
final class CswForecastMapper extends CswMapper {

    CswForecastMapper() {
        super("forecasts");
    }

    @Override
    protected LotForecastChange change(String key, CswPayload row) {
        String item = row.optional("coditem");
        String size = row.optional("tamanho");
        return new LotForecastChange(
                new Ref(key),
                new Ref(row.required("codlote")),
                new Ref(row.required("codengenharia")),
                item == null ? null : new Ref(item),
                size == null ? row.optional("codseqtamanho") : size,
                row.optional("codsortimento"),
                row.requiredQuantity("qtdepecasimplementadas"));
    }
}
