package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.DeliveryOrder.Scrap;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A posting of operation 10 of order 00012301001, as the hub would deliver it. */
final class Deliveries {

    static final String REFERENCE = "7K2M9QX4D";

    private Deliveries() {}

    static DeliveryOrder posting() {
        return posting("10", "turno da noite");
    }

    static DeliveryOrder posting(@Nullable String operation, @Nullable String note) {
        return order(Kind.POSTING, operation, note, null);
    }

    static DeliveryOrder reversal(String reference, @Nullable String erpKey) {
        return order(Kind.REVERSAL, "10", null, new Reversal(reference, erpKey));
    }

    /** A posting without scrap on any operation. */
    static DeliveryOrder on(
            UUID id,
            String reference,
            String order,
            String item,
            String operation,
            String equipment,
            LocalDate day,
            Instant from,
            Instant to,
            BigDecimal good) {
        return new DeliveryOrder(
                id,
                Kind.POSTING,
                FakeProtheus.COMPANY,
                ZoneId.of("America/Sao_Paulo"),
                reference,
                order,
                order,
                item,
                operation,
                null,
                null,
                day,
                from,
                to,
                good,
                BigDecimal.ZERO,
                List.of(),
                BigDecimal.ZERO,
                false,
                null,
                equipment,
                null,
                null,
                null,
                0);
    }

    /** The scrap of one reason, on its way behind its posting. */
    static DeliveryOrder loss(DeliveryOrder posting, String reason, String quantity) {
        Scrap loss = new Scrap(reason, new BigDecimal(quantity));
        return carrying(posting, BigDecimal.ZERO, List.of(loss), loss, posting.refusals());
    }

    /** The posting with scrap of one reason that is not yet split off. */
    static DeliveryOrder scrapped(DeliveryOrder posting, String reason, String quantity) {
        return carrying(
                posting,
                posting.good(),
                List.of(new Scrap(reason, new BigDecimal(quantity))),
                null,
                posting.refusals());
    }

    /** The posting after so many tries that were surely not executed. */
    static DeliveryOrder after(DeliveryOrder posting, int refusals) {
        return carrying(posting, posting.good(), posting.scrapByReason(), posting.loss(), refusals);
    }

    private static DeliveryOrder carrying(
            DeliveryOrder order, BigDecimal good, List<Scrap> scrap, @Nullable Scrap loss, int refusals) {
        return new DeliveryOrder(
                order.deliveryId(),
                order.kind(),
                order.company(),
                order.zone(),
                order.reference(),
                order.orderKey(),
                order.orderNumber(),
                order.itemCode(),
                order.operation(),
                order.sequence(),
                order.phaseCode(),
                order.postedOn(),
                order.startedAt(),
                order.endedAt(),
                good,
                scrap.stream().map(Scrap::quantity).reduce(BigDecimal.ZERO, BigDecimal::add),
                scrap,
                order.rework(),
                order.completes(),
                order.operator(),
                order.equipment(),
                order.note(),
                order.reverses(),
                loss,
                refusals);
    }

    /** With scrap, on a machine. */
    static DeliveryOrder onMachine(String equipment) {
        return order(Kind.POSTING, "10", null, null, equipment);
    }

    private static DeliveryOrder order(
            Kind kind, @Nullable String operation, @Nullable String note, @Nullable Reversal reverses) {
        return order(kind, operation, note, reverses, null);
    }

    private static DeliveryOrder order(
            Kind kind,
            @Nullable String operation,
            @Nullable String note,
            @Nullable Reversal reverses,
            @Nullable String equipment) {
        return new DeliveryOrder(
                UUID.fromString("01956c3e-0000-7000-8000-000000000001"),
                kind,
                FakeProtheus.COMPANY,
                ZoneId.of("America/Sao_Paulo"),
                REFERENCE,
                "00012301001",
                "00012301001",
                "QJ0001",
                operation,
                null,
                null,
                LocalDate.parse("2026-03-02"),
                Instant.parse("2026-03-02T11:00:00Z"),
                Instant.parse("2026-03-02T12:30:00Z"),
                new BigDecimal("12.50"),
                new BigDecimal("1"),
                List.of(),
                BigDecimal.ZERO,
                false,
                "000042",
                equipment,
                note,
                reverses,
                null,
                0);
    }
}
