package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.LotChange;
import io.esteira.adapter.canonical.Ref;

/** {@code tcl.Lote}. */
final class CswLotMapper extends CswMapper {

    CswLotMapper() {
        super("lots");
    }

    @Override
    protected LotChange change(String key, CswPayload row) {
        return new LotChange(new Ref(key), row.required("codlote"), row.required("descricao"));
    }
}
