package io.esteira.adapter.protheus;

import io.esteira.adapter.delivery.DeliveryOrder;
import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.adapter.delivery.DeliveryOrder.Reversal;
import io.esteira.adapter.delivery.DeliveryTarget.Capability.Held;
import io.esteira.adapter.protheus.ProtheusPostingService.Carrier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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

    /** How a language writes what is not the same in both. */
    private enum Language {
        ENGLISH("yyyy-MM-dd", '.'),
        PORTUGUESE("dd/MM/yyyy", ',');

        private final DateTimeFormatter day;
        private final char decimal;

        Language(String day, char decimal) {
            this.day = DateTimeFormatter.ofPattern(day, Locale.ROOT);
            this.decimal = decimal;
        }

        private String say(String english, String portuguese) {
            return this == ENGLISH ? english : portuguese;
        }

        private String say(String english, String portuguese, @Nullable String value) {
            return value == null || value.isEmpty() ? "" : say(english, portuguese) + value;
        }

        private String number(BigDecimal number) {
            return number.toPlainString().replace('.', decimal);
        }

        private String unlessZero(String english, String portuguese, BigDecimal number) {
            return number.signum() == 0 ? "" : say(english, portuguese) + number(number);
        }

        private String day(LocalDate date) {
            return say(", day ", ", data ") + day.format(date);
        }
    }

    Held held(Hindrances hindrances) {
        if (order.kind() == Kind.REVERSAL) {
            return inBoth(this::reversal);
        }
        Function<Language, String> text = order.loss() == null ? this::posting : this::loss;
        return inBoth(language -> text.apply(language) + lacking(hindrances, language));
    }

    private static Held inBoth(Function<Language, String> text) {
        return new Held(text.apply(Language.ENGLISH), text.apply(Language.PORTUGUESE));
    }

    private String posting(Language in) {
        return in.say("Post in Protheus: ", "Apontar no Protheus: ") + whole(in) + "." + reference(in)
                + (synced() ? "" : " " + close(in));
    }

    private String reference(Language in) {
        if (shown(order.reference()).isEmpty()) {
            return "";
        }
        return in.say(" Write ", " Escrever ")
                + shown(order.reference())
                + in.say(" into ", " em ")
                + carrier.field()
                + (synced()
                        ? in.say(
                                ", so that the sync recognises the posting.",
                                ", para que a sincronização reconheça o apontamento.")
                        : ".");
    }

    /** A loss shows no reference, and the sync does not read it. */
    private String loss(Language in) {
        return in.say("Report the loss in Protheus (MATA685): ", "Apontar a perda no Protheus (MATA685): ")
                + place(in)
                + in.say(", quantity ", ", quantidade ")
                + in.number(order.scrap())
                + in.say(
                        ", reason ",
                        ", motivo ",
                        order.loss() == null ? null : order.loss().reason())
                + in.day(order.postedOn())
                + in.say(
                        ". Then close this by hand with the record number (R_E_C_N_O_) of its row of ",
                        ". Depois encerrar esta pendência à mão com o registro (R_E_C_N_O_) da ")
                + table
                + ".";
    }

    private String reversal(Language in) {
        Optional<Reversal> reversal = Optional.ofNullable(order.reverses());
        Optional<RowKey> row = reversal.map(Reversal::erpKey).flatMap(RowKey::read);
        String reference = reversal.map(Reversal::reference).map(this::shown).orElse("");
        return in.say("Reverse in Protheus the posting: ", "Estornar no Protheus o apontamento: ")
                + whole(in)
                + row.map(key -> in.say(", row (R_E_C_N_O_) ", ", registro (R_E_C_N_O_) ")
                                + key.recno()
                                + in.say(" of ", " da ")
                                + key.table())
                        .orElse("")
                + in.say(", reference ", ", referência ", reference)
                + (reference.isEmpty() ? "" : in.say(" in ", " em ") + carrier.field())
                + losses(in)
                + ". "
                + (row.map(RowKey::isOfSh6).orElseGet(this::synced)
                        ? in.say(
                                "It closes when the sync sees the reversal.",
                                "A pendência se encerra quando a sincronização vir o estorno.")
                        : close(in));
    }

    private String close(Language in) {
        return in.say(
                        "Then close this by hand: the sync does not read ",
                        "Depois encerrar esta pendência à mão: a sincronização não lê a ")
                + carrier.table()
                + ".";
    }

    private String whole(Language in) {
        return place(in)
                + in.say(", quantity ", ", quantidade ")
                + in.number(order.good())
                + in.unlessZero(", scrap ", ", perda ", order.scrap())
                + in.unlessZero(", rework ", ", retrabalho ", order.rework())
                + in.day(order.postedOn())
                + (order.completes() ? ", total" : in.say(", partial", ", parcial"));
    }

    private String place(Language in) {
        return in.say("order ", "OP ")
                + order.orderNumber()
                + in.say(", operation ", ", operação ", order.operation())
                + in.say(", product ", ", produto ", order.itemCode());
    }

    /** Losses that were reported apart, reason by reason. */
    private String losses(Language in) {
        return lossesApart && !order.scrapByReason().isEmpty()
                ? order.scrapByReason().stream()
                        .map(scrap -> scrap.reason() + " " + in.number(scrap.quantity()))
                        .collect(Collectors.joining(
                                ", ", in.say(", and its losses by reason: ", ", e as perdas dele por motivo: "), ""))
                : "";
    }

    private static String lacking(Hindrances hindrances, Language in) {
        String names = hindrances.missing().stream().map(Enum::name).collect(Collectors.joining(", "));
        return (names.isEmpty()
                        ? ""
                        : in.say(
                                        " It lacks what the service needs: ",
                                        " O apontamento não traz o que o serviço exige: ")
                                + names
                                + ".")
                + (hindrances.decimals().isEmpty()
                        ? ""
                        : in.say(
                                        " A quantity has more decimals than Protheus keeps (",
                                        " Uma quantidade tem mais casas decimais do que o Protheus guarda (")
                                + hindrances.decimals().getAsInt()
                                + in.say(", key decimals of the mapping).", ", chave decimals do mapeamento)."))
                + (hindrances.scrapUntold()
                        ? in.say(
                                " The service takes no scrap: post good and scrap together in Protheus.",
                                " O serviço não aceita perda: aponte boas e perdas juntas no Protheus.")
                        : "");
    }

    private boolean synced() {
        return carrier.table().equals(Table.SH6.alias());
    }

    /** A reference as the row shows it; blank where none can. */
    private String shown(String reference) {
        if (reference.isBlank() || carrier.field().isEmpty()) {
            return "";
        }
        return carrier.bare() ? reference : ProtheusReference.marked(reference);
    }
}
