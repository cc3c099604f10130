package io.esteira.adapter.delivery;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A posting on its way to a source, with all that a writer may need; the source's own keys, zeros kept.
 *
 * @param reference unique, 9 characters of base 32; goes into a field that can be read back
 * @param orderKey the source's key of the order
 * @param scrap what this delivery carries of it, as all quantities: what goes in a step of its own is left out
 * @param reverses what is reversed; null for a posting
 * @param zone the company's
 * @param loss the scrap of one reason that is all that this step brings, after the posting itself; null for any other delivery
 * @param refusals how often it was sent and surely not executed; what may have been executed does not count, nor what follows it but
 *     a refusal by the business
 */
public record DeliveryOrder(
        UUID deliveryId,
        Kind kind,
        String company,
        ZoneId zone,
        String reference,
        String orderKey,
        String orderNumber,
        String itemCode,
        @Nullable String operation,
        @Nullable Integer sequence,
        @Nullable String phaseCode,
        LocalDate postedOn,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        BigDecimal good,
        BigDecimal scrap,
        List<Scrap> scrapByReason,
        BigDecimal rework,
        boolean completes,
        @Nullable String operator,
        @Nullable String equipment,
        @Nullable String note,
        @Nullable Reversal reverses,
        @Nullable Scrap loss,
        int refusals)
        implements Consignment {

    @Override
    public DeliveryOrder withoutPersons() {
        return new DeliveryOrder(
                deliveryId,
                kind,
                company,
                zone,
                reference,
                orderKey,
                orderNumber,
                itemCode,
                operation,
                sequence,
                phaseCode,
                postedOn,
                startedAt,
                endedAt,
                good,
                scrap,
                scrapByReason,
                rework,
                completes,
                operator == null ? null : MASK,
                equipment,
                note == null ? null : MASK,
                reverses,
                loss,
                refusals);
    }

    /** What is delivered. */
    public enum Kind {
        POSTING,
        REVERSAL
    }

    public record Scrap(String reason, BigDecimal quantity) {}

    /**
     * The posting to be reversed.
     *
     * @param reference the one that it carried; blank for a posting made at the source
     * @param erpKey its key at the source; null while the sync has not seen it
     */
    public record Reversal(String reference, @Nullable String erpKey) {}
}
