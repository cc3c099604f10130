package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How many pieces of one size and colour of a style a lot is to bring.
 *
 * @param item the product of that size and colour; null while the source has none
 */
public record LotForecastChange(
        Ref ref,
        Ref lot,
        Ref style,
        @Nullable Ref item,
        @Nullable String size,
        @Nullable String color,
        BigDecimal pieces)
        implements CanonicalChange {}
