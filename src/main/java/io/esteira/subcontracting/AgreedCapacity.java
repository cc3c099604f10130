package io.esteira.subcontracting;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a subcontractor can make of a category.
 *
 * @param piecesPerDay on each day that it works
 * @param leadTimeDays days of the calendar from handing over to giving back; null: as the goal of the phase says
 */
public record AgreedCapacity(
        String category, BigDecimal piecesPerDay, @Nullable Integer leadTimeDays) {}
