package io.esteira.downtime;

import static io.esteira.downtime.DowntimeRefusalCode.ALREADY_REVERSED;
import static io.esteira.downtime.DowntimeRefusalCode.DOWNTIME_NOT_FOUND;
import static io.esteira.downtime.DowntimeRefusalCode.FORBIDDEN;
import static io.esteira.downtime.DowntimeRefusalCode.IDEMPOTENCY_KEY_REUSED;
import static io.esteira.downtime.DowntimeRefusalCode.INVALID_DATE;
import static io.esteira.downtime.DowntimeRefusalCode.INVALID_ID;
import static io.esteira.downtime.DowntimeRefusalCode.NOT_SETTLED;
import static io.esteira.downtime.DowntimeRefusalCode.ORDER_NOT_FOUND;
import static io.esteira.downtime.DowntimeRefusalCode.OVERLAPS;
import static io.esteira.downtime.DowntimeRefusalCode.UNKNOWN_COMPANY;
import static io.esteira.downtime.DowntimeRefusalCode.UNKNOWN_EQUIPMENT;
import static io.esteira.downtime.DowntimeRefusalCode.UNKNOWN_REASON;
import static io.esteira.downtime.DowntimeRefusalCode.UNKNOWN_STEP;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The texts of refusals, in English and Portuguese. */
public final class DowntimeTexts {

    private DowntimeTexts() {}

    private static DowntimeRefusal refuse(DowntimeRefusalCode code, @Nullable String field, String en, String pt) {
        return new DowntimeRefusal(code, field, en, pt);
    }

    static DowntimeRefusal forbidden() {
        return refuse(FORBIDDEN, null, "Your role may not do this.", "Seu perfil não permite esta ação.");
    }

    public static DowntimeRefusal notVersion7() {
        return refuse(INVALID_ID, "id", "The id has to be a UUID of version 7.", "O id deve ser um UUID versão 7.");
    }

    static DowntimeRefusal badKey() {
        return refuse(
                INVALID_ID,
                "idempotencyKey",
                "The idempotency key is blank or too long.",
                "A chave de idempotência está em branco ou é longa demais.");
    }

    static DowntimeRefusal keyReused() {
        return refuse(
                IDEMPOTENCY_KEY_REUSED,
                "idempotencyKey",
                "This key was used for another request.",
                "Esta chave já foi usada em outra solicitação.");
    }

    static DowntimeRefusal idReused() {
        return refuse(
                IDEMPOTENCY_KEY_REUSED,
                "id",
                "This id was used for another stop.",
                "Este id já foi usado em outra parada.");
    }

    static DowntimeRefusal unknownCompany() {
        return refuse(UNKNOWN_COMPANY, "company", "There is no such company.", "Esta empresa não existe.");
    }

    static DowntimeRefusal unknownEquipment(String code) {
        return refuse(
                UNKNOWN_EQUIPMENT,
                "equipment",
                "There is no machine \"" + code + "\".",
                "A máquina \"" + code + "\" não existe.");
    }

    static DowntimeRefusal unknownReason(String reason) {
        return refuse(
                UNKNOWN_REASON,
                "reason",
                "There is no stop reason \"" + reason + "\".",
                "O motivo de parada \"" + reason + "\" não existe.");
    }

    public static DowntimeRefusal orderNotFound(String field) {
        return refuse(
                ORDER_NOT_FOUND, field, "There is no such production order.", "Esta ordem de produção não existe.");
    }

    static DowntimeRefusal unknownStep(String operation) {
        return refuse(
                UNKNOWN_STEP,
                "operation",
                "The order has no operation \"" + operation + "\", or none was given to which it belongs.",
                "A OP não tem a operação \"" + operation + "\", ou não foi informada a OP.");
    }

    static DowntimeRefusal startOutOfRange() {
        return refuse(
                INVALID_DATE,
                "startedAt",
                "The start lies in the future or too far back.",
                "O início está no futuro ou é antigo demais.");
    }

    static DowntimeRefusal endOutOfRange() {
        return refuse(
                INVALID_DATE,
                "endedAt",
                "The end lies in the future, or not at least a minute after the start.",
                "O fim está no futuro, ou não está ao menos um minuto depois do início.");
    }

    static DowntimeRefusal overlaps(UUID other) {
        return refuse(
                OVERLAPS,
                "startedAt",
                "The machine had stop " + other + " in this time already.",
                "A máquina já tem a parada " + other + " neste período.");
    }

    public static DowntimeRefusal notFound() {
        return refuse(DOWNTIME_NOT_FOUND, "id", "There is no such stop.", "Esta parada não existe.");
    }

    static DowntimeRefusal alreadyReversed(boolean onItsWay) {
        return onItsWay
                ? refuse(
                        ALREADY_REVERSED,
                        "id",
                        "Its reversal is on its way already.",
                        "O estorno desta parada já está a caminho.")
                : refuse(ALREADY_REVERSED, "id", "It has been reversed already.", "Esta parada já foi estornada.");
    }

    static DowntimeRefusal notSettled() {
        return refuse(
                NOT_SETTLED,
                "id",
                "It is not known yet whether the ERP has this stop: try again when its delivery is settled.",
                "Ainda não se sabe se o ERP recebeu esta parada: tente de novo quando a entrega estiver resolvida.");
    }
}
