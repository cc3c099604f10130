package io.esteira.adapter.pcp;

import io.esteira.adapter.canonical.DelayReasonChange;
import io.esteira.adapter.canonical.Ref;

/** {@code pcp.justificativa}. */
final class PcpJustificationMapper extends PcpMapper {

    PcpJustificationMapper() {
        super("justifications");
    }

    @Override
    protected DelayReasonChange change(String key, PcpPayload row) {
        return new DelayReasonChange(
                new Ref(key), row.required("ordemprod"), row.required("fase"), row.required("justificativa"));
    }
}
