package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.InvoiceTypeChange;
import io.esteira.adapter.canonical.Ref;

/** {@code fat.TipoDeNotaPadrao}. */
final class CswInvoiceTypeMapper extends CswMapper {

    CswInvoiceTypeMapper() {
        super("invoice-types");
    }

    @Override
    protected InvoiceTypeChange change(String key, CswPayload row) {
        return new InvoiceTypeChange(new Ref(key), row.required("codigo"), row.required("descricao"));
    }
}
