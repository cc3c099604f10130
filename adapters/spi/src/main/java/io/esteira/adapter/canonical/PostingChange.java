package io.esteira.adapter.canonical;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A posting as the source shows it: a sighting of a fact that the hub may already know.
 *
 * @param ref the source's row
 * @param sequence the order step by its position; null where the source names the operation
 * @param operation the order step by its operation; null where the source gives the position
 * @param postedOn business date
 * @param startedAt begin of the work; null when not given
 * @param endedAt end of the work; null when not given
 * @param scrap rejected pieces, all reasons together; null where the source does not tell, which is not zero
 * @param rework pieces to be worked on again; null where the source does not tell
 * @param completes whether it ends the step
 * @param reference the short unique reference that a delivery of the hub carried into the source; null for postings made there
 * @param reversed whether the source shows it as reversed
 */
public record PostingChange(
        Ref ref,
        Ref order,
        @Nullable Integer sequence,
        @Nullable String operation,
        LocalDate postedOn,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        BigDecimal good,
        @Nullable BigDecimal scrap,
        @Nullable BigDecimal rework,
        boolean completes,
        @Nullable String operator,
        @Nullable String equipment,
        @Nullable String note,
        @Nullable String reference,
        boolean reversed)
        implements CanonicalChange {}
