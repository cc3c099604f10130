package io.esteira.production;

import static io.esteira.production.PostingRefusalCode.*;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The texts of refusals, in English and Portuguese. */
public final class PostingTexts {

    private static final Locale BRAZIL = Locale.of("pt", "BR");

    private PostingTexts() {}

    public static PostingRefusal refuse(PostingRefusalCode code, @Nullable String field, String en, String pt) {
        return new PostingRefusal(code, field, en, pt);
    }

    public static PostingRefusal forbidden() {
        return refuse(FORBIDDEN, null, "Your role may not do this.", "Seu perfil não permite esta ação.");
    }

    public static PostingRefusal deliveryNotFound() {
        return refuse(DELIVERY_NOT_FOUND, "id", "There is no such delivery.", "Esta entrega não existe.");
    }

    public static PostingRefusal notResendable(String en, String pt) {
        return refuse(NOT_RESENDABLE, "id", en, pt);
    }

    public static PostingRefusal notCorrectable() {
        return refuse(
                NOT_CORRECTABLE,
                "correction",
                "Only what the ERP has refused can be corrected: this delivery may have been executed as it is.",
                "Só se corrige o que o ERP recusou: esta entrega pode ter sido executada como está.");
    }

    public static PostingRefusal notCancellable(String state) {
        return refuse(
                NOT_CANCELLABLE,
                "id",
                "A delivery in state " + state + " cannot be cancelled.",
                "Uma entrega no estado " + state + " não pode ser cancelada.");
    }

    /** @param rows keys of those that may be it; may be empty */
    public static PostingRefusal erpKeyNeeded(List<String> rows) {
        String list = rows.isEmpty() ? "" : " (" + String.join(", ", rows) + ")";
        return refuse(
                ERP_KEY_NEEDED,
                "erpKey",
                "The ERP holds rows of this step that may be the posting" + list
                        + ": give the key of the one that it became.",
                "O ERP tem registros desta operação que podem ser o apontamento" + list
                        + ": informe a chave do que ele virou.");
    }

    public static PostingRefusal erpKeyOfWhatWasSeen() {
        return refuse(
                ERP_KEY_NEEDED,
                "erpKey",
                "It is not known yet whether the ERP has it: give the key of the row that you see there.",
                "Ainda não se sabe se o ERP recebeu: informe a chave do registro que está lá.");
    }

    public static PostingRefusal badErpKey(String key) {
        return refuse(
                INVALID_ID,
                "erpKey",
                "\"" + key + "\" is not the key of a row that this delivery could have become.",
                "\"" + key + "\" não é a chave de um registro que esta entrega possa ter virado.");
    }

    public static PostingRefusal erpKeyTaken(String key, UUID posting) {
        return refuse(
                ERP_KEY_TAKEN,
                "erpKey",
                "Row \"" + key + "\" is that of posting " + posting + " already: give the key of another row.",
                "O registro \"" + key + "\" já é do apontamento " + posting + ": informe a chave de outro registro.");
    }

    static PostingRefusal unknownCompany() {
        return refuse(
                UNKNOWN_COMPANY,
                "company",
                "There is no such company, or it is not yours.",
                "Esta empresa não existe ou não é sua.");
    }

    static PostingRefusal orderNotFound(String field) {
        return refuse(
                ORDER_NOT_FOUND, field, "There is no such production order.", "Esta ordem de produção não existe.");
    }

    static PostingRefusal orderState(PostingRefusalCode code, String number) {
        return switch (code) {
            case ORDER_PLANNED ->
                refuse(code, "order", "Order " + number + " is only planned.", "A OP " + number + " ainda é prevista.");
            case ORDER_SUSPENDED ->
                refuse(code, "order", "Order " + number + " is suspended.", "A OP " + number + " está suspensa.");
            case ORDER_BLOCKED ->
                refuse(
                        code,
                        "order",
                        "Order " + number + " is blocked for postings.",
                        "A OP " + number + " está bloqueada para apontamento.");
            default ->
                refuse(ORDER_CLOSED, "order", "Order " + number + " is closed.", "A OP " + number + " está encerrada.");
        };
    }

    static PostingRefusal unknownStep(String number, int matches) {
        return matches == 0
                ? refuse(
                        UNKNOWN_PHASE,
                        "step",
                        "Order " + number + " has no such step.",
                        "A OP " + number + " não tem esta operação ou fase.")
                : refuse(
                        UNKNOWN_PHASE,
                        "step",
                        matches + " steps of order " + number + " fit: give the sequence.",
                        matches + " operações da OP " + number + " servem: informe a sequência.");
    }

    static PostingRefusal stepCompleted(String number, int sequence) {
        return refuse(
                STEP_COMPLETED,
                "step",
                "Step " + sequence + " of order " + number + " is completed.",
                "A operação " + sequence + " da OP " + number + " já foi totalizada.");
    }

    static PostingRefusal overProduction(BigDecimal posted, BigDecimal allowed) {
        return refuse(
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

    static PostingRefusal unknownReason(String reason) {
        return refuse(
                UNKNOWN_REASON,
                "scrap.reason",
                "There is no scrap reason \"" + reason + "\".",
                "O motivo de refugo \"" + reason + "\" não existe.");
    }

    static PostingRefusal quantity(String field, String en, String pt) {
        return refuse(INVALID_QUANTITY, field, en, pt);
    }

    static PostingRefusal date(String field, String en, String pt) {
        return refuse(INVALID_DATE, field, en, pt);
    }

    static PostingRefusal keyReused() {
        return refuse(
                IDEMPOTENCY_KEY_REUSED,
                "idempotencyKey",
                "This key was used for another request.",
                "Esta chave já foi usada em outra solicitação.");
    }

    static PostingRefusal idReused() {
        return refuse(
                IDEMPOTENCY_KEY_REUSED,
                "id",
                "This id was used for another posting.",
                "Este id já foi usado em outro apontamento.");
    }

    static PostingRefusal notVersion7() {
        return refuse(INVALID_ID, "id", "The id has to be a UUID of version 7.", "O id deve ser um UUID versão 7.");
    }

    static PostingRefusal badKey() {
        return refuse(
                INVALID_ID,
                "idempotencyKey",
                "The idempotency key is blank or too long.",
                "A chave de idempotência está em branco ou é longa demais.");
    }

    static PostingRefusal postingNotFound() {
        return refuse(POSTING_NOT_FOUND, "id", "There is no such posting.", "Este apontamento não existe.");
    }

    static PostingRefusal alreadyReversed(boolean onItsWay) {
        return onItsWay
                ? refuse(
                        ALREADY_REVERSED,
                        "id",
                        "Its reversal is on its way already.",
                        "O estorno deste apontamento já está a caminho.")
                : refuse(ALREADY_REVERSED, "id", "It has been reversed already.", "Este apontamento já foi estornado.");
    }

    static PostingRefusal notSettled() {
        return refuse(
                NOT_SETTLED,
                "id",
                "It is not known yet whether the ERP has this posting: try again when its delivery is settled.",
                "Ainda não se sabe se o ERP recebeu este apontamento: tente de novo quando a entrega estiver resolvida.");
    }

    static PostingRefusal unknownSource(String source, String company) {
        return refuse(
                UNKNOWN_SOURCE,
                "source",
                "No source called \"" + source + "\" serves company " + company + ".",
                "Nenhuma origem chamada \"" + source + "\" atende a empresa " + company + ".");
    }

    static PostingRefusal tooMany(int most) {
        return refuse(
                TOO_MANY_ITEMS,
                "items",
                "At most " + most + " items are taken at once.",
                "No máximo " + most + " itens por vez.");
    }
}
