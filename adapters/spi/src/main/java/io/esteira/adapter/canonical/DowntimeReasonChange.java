package io.esteira.adapter.canonical;

/** A reason for which machines stop. */
public record DowntimeReasonChange(Ref ref, String code, String description) implements CanonicalChange {}
