package io.esteira.adapter.canonical;

import io.esteira.adapter.canonical.OrderChange.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a source tells of a production order's header where it does not know it whole. What is null it does not tell: there what the
 * hub knows already stays. An order that is new, and of whose life nothing is told, counts as released and not blocked.
 *
 * @param number the number that people use, zeros and letters kept
 * @param item what is made
 * @param status what the source says
 * @param sourceStatus the source's own code of it
 * @param complete whether nothing is left to do, since all that was ordered has been reported, or it has ended, or was taken away:
 *     without a status such an order counts as closed, until the source says otherwise
 * @param assumedRouting the item's routing that an order follows of which none is known; null for none
 */
public record OrderExcerptChange(
        Ref ref,
        String number,
        Ref item,
        @Nullable Status status,
        @Nullable String sourceStatus,
        boolean complete,
        @Nullable BigDecimal quantity,
        @Nullable String unit,
        @Nullable String routing,
        @Nullable String assumedRouting,
        @Nullable LocalDate plannedStart,
        @Nullable LocalDate plannedEnd)
        implements CanonicalChange {}
