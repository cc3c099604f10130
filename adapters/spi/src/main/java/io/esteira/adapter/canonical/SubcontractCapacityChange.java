package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a subcontractor has agreed to make of a category in a phase on each day that it works, as another planning system has it.
 *
 * @param subcontractor the code that people use, which is that of the ERP
 * @param nickname what people call the subcontractor; null where that is not told
 * @param phase the code that people use, which is that of the ERP
 * @param leadTimeDays days of the calendar from handing over to giving back; null where none were agreed
 */
public record SubcontractCapacityChange(
        Ref ref,
        String subcontractor,
        @Nullable String nickname,
        String phase,
        String category,
        BigDecimal piecesPerDay,
        @Nullable Integer leadTimeDays)
        implements CanonicalChange {}
