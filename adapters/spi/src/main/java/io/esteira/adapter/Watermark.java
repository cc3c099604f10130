package io.esteira.adapter;

/**
 * How far a source has been read. The value belongs to the adapter, which alone reads it; the hub only keeps it, and moves
 * it in the transaction that stores the records up to it.
 */
public record Watermark(String value) {}
