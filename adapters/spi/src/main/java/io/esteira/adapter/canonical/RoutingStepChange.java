package io.esteira.adapter.canonical;

import org.jspecify.annotations.Nullable;

/**
 * A step of an item's routing. Sources that copy the routing into each order say {@link OrderStepChange} instead.
 *
 * @param routing which of the item's routings
 * @param sequence position, ascending
 * @param operation the operation's code; zeros kept
 * @param phase where it is done; null when the source does not say
 * @param equipment the planned machine; null when none
 */
public record RoutingStepChange(
        Ref ref,
        Ref item,
        String routing,
        int sequence,
        String operation,
        @Nullable Ref phase,
        @Nullable String description,
        @Nullable String equipment)
        implements CanonicalChange {}
