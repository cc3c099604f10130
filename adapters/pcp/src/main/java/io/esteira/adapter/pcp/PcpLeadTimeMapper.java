package io.esteira.adapter.pcp;

import io.esteira.adapter.canonical.LeadTimeGoalChange;
import io.esteira.adapter.canonical.Ref;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** {@code pcp.leadtime_categorias}. */
final class PcpLeadTimeMapper extends PcpMapper {

    PcpLeadTimeMapper() {
        super("lead-times");
    }

    @Override
    protected LeadTimeGoalChange change(String key, PcpPayload row) {
        row.unambiguous("categoria");
        BigDecimal days = row.quantity("leadtime");
        return new LeadTimeGoalChange(
                new Ref(key),
                row.required("codfase"),
                row.required("categoria"),
                days,
                attention(days, row.optionalQuantity("limite_atencao")),
                null);
    }

    /** That system looks at the limit only beyond the goal, so that a lower one is as good as none. */
    private static @Nullable BigDecimal attention(BigDecimal days, @Nullable BigDecimal limit) {
        return limit == null || limit.compareTo(days) < 0 ? null : limit;
    }
}
