package io.esteira.adapter.canonical;

import org.jspecify.annotations.Nullable;

/**
 * A step of one order's own routing.
 *
 * @param phase null where the source names none
 */
public record OrderStepChange(
        Ref ref,
        Ref order,
        int sequence,
        String operation,
        @Nullable Ref phase,
        @Nullable String description) implements CanonicalChange {}
