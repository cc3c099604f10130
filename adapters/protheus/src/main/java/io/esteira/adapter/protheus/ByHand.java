package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.DeliveryTarget.Capability.Held;
import io.esteira.adapter.protheus.ProtheusPostingService.Carrier;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person does in Protheus where no service does it.
 *
 * @param carrier where the row of a posting shows its reference
 * @param table of which a posting or loss becomes a row
 * @param lossesApart whether losses by reason are rows of their own
 */
record ByHand(DeliveryOrder order, Carrier carrier, String table, boolean lossesApart) {

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
                ", partial",
                ", reason "),
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
                ", parcial",
                ", motivo ");

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

        private String loss(DeliveryOrder order) {
            return labels.get(0)
                    + order.orderNumber()
                    + labelled(1, order.operation())
                    + labelled(2, order.itemCode())
                    + labels.get(3)
                    + number(order.scrap())
                    + (order.loss() == null ? "" : labels.get(9) + order.loss().reason())
                    + labels.get(6)
                    + day.format(order.postedOn());
        }

        private String labelled(int label, @Nullable String value) {
            return value == null ? "" : labels.get(label) + value;
        }

        private String number(BigDecimal number) {
            return number.toPlainString().replace('.', decimal);
        }
    }

    Held held(Hindrances hindrances) {
        if (order.kind() == Kind.REVERSAL) {
            return reverse();
        }
        return order.loss() == null ? post(hindrances) : lose(hindrances);
    }

    private Held post(Hindrances hindrances) {
        String reference = reference(order.reference());
        boolean write = !reference.isEmpty() && !carrier.field().isEmpty();
        return new Held(
                "Post in Protheus: " + Words.ENGLISH.posting(order) + "."
                        + (write ? " Write " + reference + " into " + carrier.field() : "")
                        + (synced() && write ? ", so that the sync recognises the posting." : write ? "." : "")
                        + (synced() ? "" : " Then close this by hand: the sync does not read " + carrier.table() + ".")
                        + lacksInEnglish(hindrances),
                "Apontar no Protheus: " + Words.PORTUGUESE.posting(order) + "."
                        + (write ? " Escrever " + reference + " em " + carrier.field() : "")
                        + (synced() && write ? ", para que a sincronização reconheça o apontamento." : write ? "." : "")
                        + (synced()
                                ? ""
                                : " Depois encerrar esta pendência à mão: a sincronização não lê a " + carrier.table()
                                        + ".")
                        + lacksInPortuguese(hindrances));
    }

    /** A loss shows no reference, and the sync does not read it. */
    private Held lose(Hindrances hindrances) {
        return new Held(
                "Report the loss in Protheus (MATA685): " + Words.ENGLISH.loss(order)
                        + ". Then close this by hand with the record number (R_E_C_N_O_) of its row of " + table + "."
                        + lacksInEnglish(hindrances),
                "Apontar a perda no Protheus (MATA685): " + Words.PORTUGUESE.loss(order)
                        + ". Depois encerrar esta pendência à mão com o registro (R_E_C_N_O_) da " + table + "."
                        + lacksInPortuguese(hindrances));
    }

    private static String lacksInEnglish(Hindrances hindrances) {
        String names = hindrances.missing().stream().map(Enum::name).collect(Collectors.joining(", "));
        return (names.isEmpty() ? "" : " It lacks what the service needs: " + names + ".")
                + (hindrances.decimals().isEmpty()
                        ? ""
                        : " A quantity has more decimals than Protheus keeps ("
                                + hindrances.decimals().getAsInt() + ", key decimals of the mapping).");
    }

    private static String lacksInPortuguese(Hindrances hindrances) {
        String names = hindrances.missing().stream().map(Enum::name).collect(Collectors.joining(", "));
        return (names.isEmpty() ? "" : " O apontamento não traz o que o serviço exige: " + names + ".")
                + (hindrances.decimals().isEmpty()
                        ? ""
                        : " Uma quantidade tem mais casas decimais do que o Protheus guarda ("
                                + hindrances.decimals().getAsInt() + ", chave decimals do mapeamento).");
    }

    private boolean synced() {
        return carrier.table().equals(Table.SH6.alias());
    }

    private String reference(String reference) {
        if (reference.isBlank()) {
            return "";
        }
        return carrier.bare() ? reference : ProtheusReference.marked(reference);
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
        Optional<Reversal> reversal = Optional.ofNullable(order.reverses());
        Optional<RowKey> row = reversal.map(Reversal::erpKey).flatMap(RowKey::read);
        String reference =
                reversal.map(Reversal::reference).map(this::reference).orElse("");
        boolean named = !reference.isEmpty() && !carrier.field().isEmpty();
        boolean synced = row.map(RowKey::isOfSh6).orElseGet(this::synced);
        return new Held(
                "Reverse in Protheus the posting: " + Words.ENGLISH.posting(order)
                        + row.map(key -> ", row (R_E_C_N_O_) " + key.recno() + " of " + key.table())
                                .orElse("")
                        + (named ? ", reference " + reference + " in " + carrier.field() : "")
                        + losses(", and its losses by reason: ")
                        + (synced
                                ? ". It closes when the sync sees the reversal."
                                : ". Then close this by hand: the sync does not read " + carrier.table() + "."),
                "Estornar no Protheus o apontamento: " + Words.PORTUGUESE.posting(order)
                        + row.map(key -> ", registro (R_E_C_N_O_) " + key.recno() + " da " + key.table())
                                .orElse("")
                        + (named ? ", referência " + reference + " em " + carrier.field() : "")
                        + losses(", e as perdas dele por motivo: ")
                        + (synced
                                ? ". A pendência se encerra quando a sincronização vir o estorno."
                                : ". Depois encerrar esta pendência à mão: a sincronização não lê a " + carrier.table()
                                        + "."));
    }
}
