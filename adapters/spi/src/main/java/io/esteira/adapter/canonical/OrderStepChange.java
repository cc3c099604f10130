package io.esteira.adapter.canonical;

import org.jspecify.annotations.Nullable;

/** A step of one order's own routing. */
public record OrderStepChange(
        Ref ref,
        Ref order,
        int sequence,
        String operation,
        Ref phase,
        @Nullable String description) implements CanonicalChange {}
