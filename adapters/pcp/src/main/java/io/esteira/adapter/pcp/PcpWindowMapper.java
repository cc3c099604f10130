package io.esteira.adapter.pcp;

import io.esteira.adapter.canonical.PhaseWindowChange;
import io.esteira.adapter.canonical.Ref;
import java.time.LocalDate;

/** {@code pcp.calendario_plano_fases}, which takes any two dates. */
final class PcpWindowMapper extends PcpMapper {

    PcpWindowMapper() {
        super("windows");
    }

    @Override
    protected PhaseWindowChange change(String key, PcpPayload row) {
        LocalDate first = row.date("datainico");
        LocalDate last = row.date("datafim");
        if (last.isBefore(first)) {
            throw PcpPayload.invalidDate(
                    "datafim", last + " comes before the first day, " + first + ": mend one of the two");
        }
        return new PhaseWindowChange(
                new Ref(key), new Ref(row.required("plano")), row.required("codfase"), first, last);
    }
}
