package io.esteira.adapter.canonical;

/** A kind of invoice by which sales orders are told apart (tipo de nota). */
public record InvoiceTypeChange(Ref ref, String code, String name) implements CanonicalChange {}
