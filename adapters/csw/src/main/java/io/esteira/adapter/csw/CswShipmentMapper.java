package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.SubcontractShipmentChange;

/** {@code tct.RemessaOPsDistribuicao}. Of the situations only 2 is known: the pieces are at the subcontractor. */
final class CswShipmentMapper extends CswMapper {

    private static final String OPEN = "2";

    CswShipmentMapper() {
        super("shipments");
    }

    @Override
    protected SubcontractShipmentChange change(String key, CswPayload row) {
        String phase = row.optional("codfase");
        return new SubcontractShipmentChange(
                new Ref(key),
                new Ref(row.required("codfac")),
                new Ref(row.required("numeroop")),
                phase == null ? null : new Ref(phase),
                row.required("numrem"),
                row.requiredQuantity("pecas"),
                row.required("situac").equals(OPEN),
                row.date("datlib"));
    }
}
