package io.esteira.adapter.csw;

import io.esteira.adapter.canonical.PhaseChange;
import io.esteira.adapter.canonical.Ref;

/** {@code tcp.FasesProducao}. */
final class CswPhaseMapper extends CswMapper {

    CswPhaseMapper() {
        super("phases");
    }

    @Override
    protected PhaseChange change(String key, CswPayload row) {
        return new PhaseChange(new Ref(key), row.required("codfase"), row.required("nome"));
    }
}
