package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.OrderStepChange;
import io.esteira.adapter.canonical.Ref;

/** {@code tco.RoteiroOP}: a step of one order; CSW names no operation but the phase. */
final class CswRoutingMapper extends CswMapper {

    CswRoutingMapper() {
        super("routing");
    }

    @Override
    protected OrderStepChange change(String key, CswPayload row) {
        String phase = row.required("codfase");
        return new OrderStepChange(
                new Ref(key),
                new Ref(row.required("numeroop")),
                row.requiredInt("codseqroteiro"),
                phase,
                new Ref(phase),
                row.optional("observacao1"));
    }
}
