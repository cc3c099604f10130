package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One size and colour of an order; lines of an order add up to its quantity.
 *
 * @param item the product; null when the source has not given it a code yet
 * @param good first-quality pieces that the source counts; null when it has not counted yet
 */
public record OrderLineChange(
        Ref ref,
        Ref order,
        @Nullable Ref item,
        @Nullable String size,
        @Nullable String color,
        BigDecimal planned,
        @Nullable BigDecimal good,
        @Nullable BigDecimal secondQuality)
        implements CanonicalChange {}
