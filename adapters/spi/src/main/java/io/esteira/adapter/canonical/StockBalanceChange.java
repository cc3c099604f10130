package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What there is of an item.
 *
 * @param stockClass what kind of stock it is, such as first quality, by the source's code
 * @param quantity may be negative, as sources book
 * @param reserved of the quantity; null where the source does not tell
 */
public record StockBalanceChange(
        Ref ref,
        Ref item,
        String stockClass,
        BigDecimal quantity,
        @Nullable BigDecimal reserved) implements CanonicalChange {}
