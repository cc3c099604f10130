package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.canonical.RoutingStepChange;

/**
 * {@code tcp.ProcessosEngenharia}: a phase that a style passes. CSW keeps one routing for a style, without a name; orders have steps of their
 * own and do not follow it.
 */
final class CswStyleRoutingMapper extends CswMapper {

    private static final String ONLY = "";

    CswStyleRoutingMapper() {
        super("style-routing");
    }

    @Override
    protected RoutingStepChange change(String key, CswPayload row) {
        String phase = row.required("codfase");
        return new RoutingStepChange(
                new Ref(key),
                new Ref(row.required("codengenharia")),
                ONLY,
                row.requiredInt("seqprocesso"),
                phase,
                new Ref(phase),
                null,
                null);
    }
}
