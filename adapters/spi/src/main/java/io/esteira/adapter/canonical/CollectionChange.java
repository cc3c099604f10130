package io.esteira.adapter.canonical;

/** A collection that styles are designed for (coleção). */
public record CollectionChange(Ref ref, String code, String name) implements CanonicalChange {}
