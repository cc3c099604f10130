package io.esteira.production;

import static io.esteira.outbox.RefusalCode.*;
import static io.esteira.production.PostingRefusalCode.*;

import io.esteira.platform.Refusal;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The texts of refusals, in English and Portuguese. */
public final class PostingTexts {

    private static final Locale BRAZIL = Locale.of("pt", "BR");

    private PostingTexts() {}

    public static Refusal deliveryNotFound() {
        return new Refusal(DELIVERY_NOT_FOUND, "id", "There is no such delivery.", "Esta entrega não existe.");
    }

    public static Refusal notResendable(String en, String pt) {
        return new Refusal(NOT_RESENDABLE, "id", en, pt);
    }

    public static Refusal notCorrectable() {
        return new Refusal(
                NOT_CORRECTABLE,
                "correction",
                "Only what the ERP has refused can be corrected: this delivery may have been executed as it is.",
                "Só se corrige o que o ERP recusou: esta entrega pode ter sido executada como está.");
    }

    public static Refusal notCancellable(String state) {
        return new Refusal(
                NOT_CANCELLABLE,
                "id",
                "A delivery in state " + state + " cannot be cancelled.",
                "Uma entrega no estado " + state + " não pode ser cancelada.");
    }

    /** @param rows keys of those that may be it; may be empty */
    public static Refusal erpKeyNeeded(List<String> rows) {
        String list = rows.isEmpty() ? "" : " (" + String.join(", ", rows) + ")";
        return new Refusal(
                ERP_KEY_NEEDED,
                "erpKey",
                "The ERP holds rows of this step that may be the posting" + list
                        + ": give the key of the one that it became.",
                "O ERP tem registros desta operação que podem ser o apontamento" + list
                        + ": informe a chave do que ele virou.");
    }

    public static Refusal erpKeyOfWhatWasSeen() {
        return new Refusal(
                ERP_KEY_NEEDED,
                "erpKey",
                "It is not known yet whether the ERP has it: give the key of the row that you see there.",
                "Ainda não se sabe se o ERP recebeu: informe a chave do registro que está lá.");
    }

    public static Refusal badErpKey(String key) {
        return new Refusal(
                INVALID_ID,
                "erpKey",
                "\"" + key + "\" is not the key of a row that this delivery could have become.",
                "\"" + key + "\" não é a chave de um registro que esta entrega possa ter virado.");
    }

    public static Refusal erpKeyTaken(String key, UUID posting) {
        return new Refusal(
                ERP_KEY_TAKEN,
                "erpKey",
                "Row \"" + key + "\" is that of posting " + posting + " already: give the key of another row.",
                "O registro \"" + key + "\" já é do apontamento " + posting + ": informe a chave de outro registro.");
    }

    static Refusal unknownCompany() {
        return new Refusal(
                UNKNOWN_COMPANY,
                "company",
                "There is no such company, or it is not yours.",
                "Esta empresa não existe ou não é sua.");
    }

    static Refusal orderState(PostingRefusalCode code, String number) {
        return switch (code) {
            case ORDER_PLANNED ->
                new Refusal(
                        code,
                        "order",
                        "Order " + number + " is only planned.",
                        "A OP " + number + " ainda é prevista.");
            case ORDER_SUSPENDED ->
                new Refusal(code, "order", "Order " + number + " is suspended.", "A OP " + number + " está suspensa.");
            case ORDER_BLOCKED ->
                new Refusal(
                        code,
                        "order",
                        "Order " + number + " is blocked for postings.",
                        "A OP " + number + " está bloqueada para apontamento.");
            default ->
                new Refusal(
                        ORDER_CLOSED,
                        "order",
                        "Order " + number + " is closed.",
                        "A OP " + number + " está encerrada.");
        };
    }

    static Refusal unknownStep(String number, int matches) {
        return matches == 0
                ? new Refusal(
                        UNKNOWN_PHASE,
                        "step",
                        "Order " + number + " has no such step.",
                        "A OP " + number + " não tem esta operação ou fase.")
                : new Refusal(
                        UNKNOWN_PHASE,
                        "step",
                        matches + " steps of order " + number + " fit: give the sequence.",
                        matches + " operações da OP " + number + " servem: informe a sequência.");
    }

    static Refusal stepCompleted(String number, int sequence) {
        return new Refusal(
                STEP_COMPLETED,
                "step",
                "Step " + sequence + " of order " + number + " is completed.",
                "A operação " + sequence + " da OP " + number + " já foi totalizada.");
    }

    static Refusal overProduction(BigDecimal posted, BigDecimal allowed) {
        return new Refusal(
                OVER_PRODUCTION,
                "good",
                "With this posting the step would have " + number(posted, Locale.ENGLISH) + " of "
                        + number(allowed, Locale.ENGLISH) + " allowed.",
                "Com este apontamento a operação teria " + number(posted, BRAZIL) + " de " + number(allowed, BRAZIL)
                        + " permitidos.");
    }

    /** To its last digit. */
    private static String number(BigDecimal quantity, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(quantity.scale());
        return format.format(quantity);
    }

    static Refusal unknownReason(String reason) {
        return new Refusal(
                UNKNOWN_REASON,
                "scrap.reason",
                "There is no scrap reason \"" + reason + "\".",
                "O motivo de refugo \"" + reason + "\" não existe.");
    }

    static Refusal quantity(String field, String en, String pt) {
        return new Refusal(INVALID_QUANTITY, field, en, pt);
    }

    static Refusal date(String field, String en, String pt) {
        return new Refusal(INVALID_DATE, field, en, pt);
    }

    static Refusal idReused() {
        return new Refusal(
                IDEMPOTENCY_KEY_REUSED,
                "id",
                "This id was used for another posting.",
                "Este id já foi usado em outro apontamento.");
    }

    public static Refusal postingNotFound() {
        return new Refusal(POSTING_NOT_FOUND, "id", "There is no such posting.", "Este apontamento não existe.");
    }

    static Refusal onItsWay() {
        return new Refusal(
                ALREADY_REVERSED,
                "id",
                "Its reversal is on its way already.",
                "O estorno deste apontamento já está a caminho.");
    }

    static Refusal reversed() {
        return new Refusal(
                ALREADY_REVERSED, "id", "It has been reversed already.", "Este apontamento já foi estornado.");
    }

    static Refusal notSettled() {
        return new Refusal(
                NOT_SETTLED,
                "id",
                "It is not known yet whether the ERP has this posting: try again when its delivery is settled.",
                "Ainda não se sabe se o ERP recebeu este apontamento: tente de novo quando a entrega estiver resolvida.");
    }

    static Refusal unknownSource(String source, String company) {
        return new Refusal(
                UNKNOWN_SOURCE,
                "source",
                "No source called \"" + source + "\" serves company " + company + ".",
                "Nenhuma origem chamada \"" + source + "\" atende a empresa " + company + ".");
    }

    static Refusal tooMany(int most) {
        return new Refusal(
                TOO_MANY_ITEMS,
                "items",
                "At most " + most + " items are taken at once.",
                "No máximo " + most + " itens por vez.");
    }
}
