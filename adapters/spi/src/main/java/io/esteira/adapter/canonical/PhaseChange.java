package io.esteira.adapter.canonical;

/** A phase: a sector or work centre that does similar work. */
public record PhaseChange(Ref ref, String code, String name) implements CanonicalChange {}
