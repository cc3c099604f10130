package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.SubcontractorChange;

/** {@code tcg.Faccionista}. */
final class CswSubcontractorMapper extends CswMapper {

    CswSubcontractorMapper() {
        super("subcontractors");
    }

    @Override
    protected SubcontractorChange change(String key, CswPayload row) {
        return new SubcontractorChange(new Ref(key), row.required("codfaccionista"), row.required("nome"));
    }
}
