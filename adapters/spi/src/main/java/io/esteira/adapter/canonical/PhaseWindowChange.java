package io.esteira.adapter.canonical;

import java.time.LocalDate;

/**
 * Days in which a plan of another planning system has a phase work.
 *
 * @param phase the code that people use, which is that of the ERP
 */
public record PhaseWindowChange(Ref ref, Ref plan, String phase, LocalDate startsOn, LocalDate endsOn)
        implements CanonicalChange {}
