package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How long orders may stay in a phase and who answers for that, as another planning system has it.
 *
 * @param phase the code that people use, which is that of the ERP
 * @param category null: all that have no goal of their own
 * @param days of the calendar; null where only a person is named
 * @param attentionDays what takes longer than the goal and less than this calls for attention; null: it is late at once
 */
public record LeadTimeGoalChange(
        Ref ref,
        String phase,
        @Nullable String category,
        @Nullable BigDecimal days,
        @Nullable BigDecimal attentionDays,
        @Nullable String responsible)
        implements CanonicalChange {}
