package io.esteira.adapter.pcp;

import io.esteira.adapter.canonical.LeadTimeGoalChange;
import io.esteira.adapter.canonical.Ref;
import java.math.BigDecimal;

/** {@code pcp."responsabilidadeFase"}: of whole phases. */
final class PcpResponsibleMapper extends PcpMapper {

    PcpResponsibleMapper() {
        super("responsibles");
    }

    @Override
    protected LeadTimeGoalChange change(String key, PcpPayload row) {
        row.unambiguous("codFase");
        String responsible = row.optional("responsavel");
        BigDecimal days = row.optionalQuantity("metaLeadTime");
        if (responsible == null && days == null) {
            throw PcpPayload.missing(
                    "responsavel", "is blank, as is metaLeadTime: fill one of the two in, or take the row out");
        }
        return new LeadTimeGoalChange(new Ref(key), row.required("codFase"), null, days, null, responsible);
    }
}
