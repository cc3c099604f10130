package io.esteira.production;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a person mends of a posting that the ERP refused, before it is sent again. Quantities are not among it: another
 * quantity is another posting. Null leaves a value as it is.
 */
public record PostingCorrection(
        @Nullable LocalDate postedOn,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String operator,
        @Nullable String equipment,
        @Nullable String note,
        @Nullable Boolean completes) {}
