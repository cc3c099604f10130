package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.BillOfMaterialLineChange;
import io.esteira.adapter.canonical.Ref;

/** {@code tcp.ComponentesVariaveis} with {@code tcp.CompVarSorGraTam}: what a product consumes of a part. */
final class CswComponentMapper extends CswMapper {

    CswComponentMapper() {
        super("components");
    }

    @Override
    protected BillOfMaterialLineChange change(String key, CswPayload row) {
        return new BillOfMaterialLineChange(
                new Ref(key),
                new Ref(row.required("produto")),
                new Ref(row.required("parte")),
                row.requiredQuantity("quantidade"),
                row.optional("classe"));
    }
}
