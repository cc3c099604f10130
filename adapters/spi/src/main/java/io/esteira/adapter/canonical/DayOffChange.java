package io.esteira.adapter.canonical;

import java.time.LocalDate;

/** A day on which a company does not work, as another planning system has it. */
public record DayOffChange(Ref ref, LocalDate day, String name) implements CanonicalChange {}
