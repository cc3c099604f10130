package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a product consumes of a component.
 *
 * @param quantity for one piece of the product
 * @param componentClass what kind of component it is, by the source's code; null where it has none
 */
public record BillOfMaterialLineChange(
        Ref ref,
        Ref item,
        Ref component,
        BigDecimal quantity,
        @Nullable String componentClass) implements CanonicalChange {}
