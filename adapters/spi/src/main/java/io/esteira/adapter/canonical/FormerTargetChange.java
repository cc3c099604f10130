package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What another planning system has saved of a phase on a day, as it had computed it. Pieces, but for the days.
 *
 * @param phase the code that people use, which is that of the ERP
 */
public record FormerTargetChange(
        Ref ref,
        Ref plan,
        LocalDate day,
        String phase,
        String phaseName,
        BigDecimal forecast,
        BigDecimal toSchedule,
        BigDecimal load,
        BigDecimal queue,
        BigDecimal toProduce,
        BigDecimal days,
        BigDecimal dailyTarget)
        implements CanonicalChange {}
