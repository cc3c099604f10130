package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryTarget.Capability.Held;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person does in Protheus where no service does it.
 *
 * @param referenceField the field of SH6 that carries references
 * @param lossesApart whether losses by reason are rows of their own
 */
record ByHand(DeliveryOrder order, String referenceField, boolean lossesApart) {

    /** The words of a language. */
    private enum Words {
        ENGLISH(
                "yyyy-MM-dd",
                '.',
                "order ",
                ", operation ",
                ", product ",
                ", quantity ",
                ", scrap ",
                ", rework ",
                ", day ",
                ", total",
                ", partial"),
        PORTUGUESE(
                "dd/MM/yyyy",
                ',',
                "OP ",
                ", operação ",
                ", produto ",
                ", quantidade ",
                ", perda ",
                ", retrabalho ",
                ", data ",
                ", total",
                ", parcial");

        private final DateTimeFormatter day;
        private final char decimal;
        private final List<String> labels;

        Words(String day, char decimal, String... labels) {
            this.day = DateTimeFormatter.ofPattern(day, Locale.ROOT);
            this.decimal = decimal;
            this.labels = List.of(labels);
        }

        private String posting(DeliveryOrder order) {
            return labels.get(0)
                    + order.orderNumber()
                    + labelled(1, order.operation())
                    + labelled(2, order.itemCode())
                    + labels.get(3)
                    + number(order.good())
                    + (order.scrap().signum() == 0 ? "" : labels.get(4) + number(order.scrap()))
                    + (order.rework().signum() == 0 ? "" : labels.get(5) + number(order.rework()))
                    + labels.get(6)
                    + day.format(order.postedOn())
                    + labels.get(order.completes() ? 7 : 8);
        }

        private String labelled(int label, @Nullable String value) {
            return value == null ? "" : labels.get(label) + value;
        }

        private String number(BigDecimal number) {
            return number.toPlainString().replace('.', decimal);
        }
    }

    /** @param missing what the service needs and the posting does not have */
    Held held(List<Placeholder> missing) {
        return order.kind() == Kind.POSTING ? post(missing) : reverse();
    }

    private Held post(List<Placeholder> missing) {
        String reference = ProtheusReference.marked(order.reference());
        String names = missing.stream().map(Enum::name).collect(Collectors.joining(", "));
        return new Held(
                "Post in Protheus: " + Words.ENGLISH.posting(order) + ". Write " + reference + " into " + referenceField
                        + ", so that the sync recognises the posting."
                        + (names.isEmpty() ? "" : " It lacks what the service needs: " + names + "."),
                "Apontar no Protheus: " + Words.PORTUGUESE.posting(order) + ". Escrever " + reference + " em "
                        + referenceField + ", para que a sincronização reconheça o apontamento."
                        + (names.isEmpty() ? "" : " O apontamento não traz o que o serviço exige: " + names + "."));
    }

    /** Losses that were reported apart, reason by reason. */
    private String losses(String label) {
        return lossesApart && !order.scrapByReason().isEmpty()
                ? order.scrapByReason().stream()
                        .map(scrap -> scrap.reason() + " " + scrap.quantity().toPlainString())
                        .collect(Collectors.joining(", ", label, ""))
                : "";
    }

    private Held reverse() {
        DeliveryOrder.Reversal reversal = order.reverses();
        String row = reversal == null || reversal.erpKey() == null ? "" : reversal.erpKey();
        String reference = reversal == null || reversal.reference().isBlank()
                ? ""
                : ProtheusReference.marked(reversal.reference());
        return new Held(
                "Reverse in Protheus the posting: " + Words.ENGLISH.posting(order)
                        + (row.isEmpty() ? "" : ", row (R_E_C_N_O_) " + row + (row.contains("/") ? "" : " of SH6"))
                        + (reference.isEmpty() ? "" : ", reference " + reference + " in " + referenceField)
                        + losses(", and its losses by reason: ")
                        + ". It closes when the sync sees the reversal.",
                "Estornar no Protheus o apontamento: " + Words.PORTUGUESE.posting(order)
                        + (row.isEmpty() ? "" : ", registro (R_E_C_N_O_) " + row + (row.contains("/") ? "" : " da SH6"))
                        + (reference.isEmpty() ? "" : ", referência " + reference + " em " + referenceField)
                        + losses(", e as perdas dele por motivo: ")
                        + ". A pendência se encerra quando a sincronização vir o estorno.");
    }
}
