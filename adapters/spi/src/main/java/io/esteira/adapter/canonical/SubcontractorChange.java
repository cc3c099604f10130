package io.esteira.adapter.canonical;

/** Another firm that works on orders (faccionista). */
public record SubcontractorChange(Ref ref, String code, String name) implements CanonicalChange {}
