package io.esteira.adapter.protheus;

import io.esteira.adapter.MappingResult;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.canonical.PhaseChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.protheus.ProtheusProperties.PhaseSource;

/** SHB, SH1, or the work centres that MRP's routings name, to phases. A work centre without a name is called by its code. */
final class ProtheusPhaseMapper extends ProtheusMapper {

    private final String code;
    private final String name;

    ProtheusPhaseMapper(PhaseSource phaseSource) {
        super(ProtheusReader.PHASES);
        this.code = phaseSource == PhaseSource.WORK_CENTRE ? "hb_cod" : "h1_codigo";
        this.name = phaseSource == PhaseSource.WORK_CENTRE ? "hb_nome" : "h1_descri";
    }

    @Override
    MappingResult map(SourceRecord record, ProtheusRow row) {
        Ref ref = row.requiredRef(row.has(MirrorList.WORK_CENTRE) ? MirrorList.WORK_CENTRE : code);
        String known = row.text(name);
        return row.mapped(() -> new PhaseChange(ref, ref.key(), known.isEmpty() ? ref.key() : known));
    }
}
