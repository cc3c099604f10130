package io.esteira.adapter.pcp;

import io.esteira.adapter.CanonicalMapper;
import io.esteira.adapter.rows.ChangeMapper;
import java.util.List;

/** A row of the planning database in, one change out. */
abstract class PcpMapper extends ChangeMapper<PcpPayload> {

    PcpMapper(String entity) {
        super(PcpReader.SOURCE, entity, PcpPayload::new);
    }

    static List<CanonicalMapper> all() {
        return List.of(
                new PcpPlanMapper(),
                new PcpWindowMapper(),
                new PcpDayOffMapper(),
                new PcpJustificationMapper(),
                new PcpCapacityMapper(),
                new PcpLeadTimeMapper(),
                new PcpResponsibleMapper(),
                new PcpStatusMapper(),
                new PcpSavedTargetMapper());
    }
}
