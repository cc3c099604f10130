package io.esteira.adapter.canonical;

/** A lot that plans and orders belong to (lote). Its code says nothing by itself. */
public record LotChange(Ref ref, String code, String description) implements CanonicalChange {}
