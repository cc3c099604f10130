package io.esteira.production;

import io.esteira.adapter.delivery.DeliveryOrder.Scrap;
import io.esteira.outbox.RequestRules;
import io.esteira.platform.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a posting has to keep to, whatever the order. */
final class PostingRules {

    private static final int DECIMALS = 6;
    private static final BigDecimal ABSURD = new BigDecimal("1000000000");

    private PostingRules() {}

    static Optional<Refusal> quantities(BigDecimal good, BigDecimal scrap, BigDecimal rework) {
        return quantity("good", good)
                .or(() -> quantity("scrap", scrap))
                .or(() -> quantity("rework", rework))
                .or(() -> good.signum() + scrap.signum() + rework.signum() == 0
                        ? Optional.of(PostingTexts.quantity(
                                "good",
                                "Nothing is posted: all quantities are zero.",
                                "Nada apontado: quantidades zeradas."))
                        : Optional.empty());
    }

    static Optional<Refusal> reasons(NewPosting posting, PostingProperties.Rules rules) {
        for (Scrap scrap : posting.scrap()) {
            boolean listed =
                    rules.scrapReasons().isEmpty() || rules.scrapReasons().contains(scrap.reason());
            if (scrap.reason().isBlank() || !listed) {
                return Optional.of(PostingTexts.unknownReason(scrap.reason()));
            }
            Optional<Refusal> refusal = quantity("scrap.quantity", scrap.quantity());
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    static Optional<Refusal> dates(
            LocalDate postedOn, @Nullable Instant startedAt, @Nullable Instant endedAt, ZoneId zone, Clock clock) {
        if (postedOn.isAfter(LocalDate.now(clock.withZone(zone))) || postedOn.isBefore(RequestRules.EARLIEST)) {
            return Optional.of(PostingTexts.date(
                    "postedOn",
                    "The day lies in the future or too far back.",
                    "A data está no futuro ou é antiga demais."));
        }
        Instant latest = clock.instant().plus(RequestRules.CLOCK_ERROR);
        if (startedAt != null && startedAt.isAfter(latest)) {
            return Optional.of(
                    PostingTexts.date("startedAt", "The start lies in the future.", "O início está no futuro."));
        }
        if (endedAt != null && (endedAt.isAfter(latest) || startedAt != null && startedAt.isAfter(endedAt))) {
            return Optional.of(PostingTexts.date(
                    "endedAt",
                    "The end lies in the future or before the start.",
                    "O fim está no futuro ou antes do início."));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> quantity(String field, BigDecimal value) {
        if (value.signum() < 0) {
            return Optional.of(PostingTexts.quantity(field, "A quantity is negative.", "Uma quantidade é negativa."));
        }
        if (value.stripTrailingZeros().scale() > DECIMALS) {
            return Optional.of(PostingTexts.quantity(
                    field, "A quantity has more than 6 decimals.", "Uma quantidade tem mais de 6 casas decimais."));
        }
        if (value.compareTo(ABSURD) >= 0) {
            return Optional.of(
                    PostingTexts.quantity(field, "A quantity is too large.", "Uma quantidade é grande demais."));
        }
        return Optional.empty();
    }
}
