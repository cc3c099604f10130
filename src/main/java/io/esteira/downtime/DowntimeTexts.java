package io.esteira.downtime;

import static io.esteira.downtime.DowntimeRefusalCode.*;
import static io.esteira.outbox.RefusalCode.*;

import io.esteira.platform.Refusal;
import java.util.UUID;

/** The texts of refusals, in English and Portuguese. */
public final class DowntimeTexts {

    private DowntimeTexts() {}

    static Refusal idReused() {
        return new Refusal(
                IDEMPOTENCY_KEY_REUSED,
                "id",
                "This id was used for another stop.",
                "Este id já foi usado em outra parada.");
    }

    static Refusal unknownEquipment(String code) {
        return new Refusal(
                UNKNOWN_EQUIPMENT,
                "equipment",
                "There is no machine \"" + code + "\".",
                "A máquina \"" + code + "\" não existe.");
    }

    static Refusal unknownReason(String reason) {
        return new Refusal(
                UNKNOWN_REASON,
                "reason",
                "There is no stop reason \"" + reason + "\".",
                "O motivo de parada \"" + reason + "\" não existe.");
    }

    static Refusal unknownStep(String operation) {
        return new Refusal(
                UNKNOWN_STEP,
                "operation",
                "The order has no operation \"" + operation + "\", or none was given to which it belongs.",
                "A OP não tem a operação \"" + operation + "\", ou não foi informada a OP.");
    }

    static Refusal startOutOfRange() {
        return new Refusal(
                INVALID_DATE,
                "startedAt",
                "The start lies in the future or too far back.",
                "O início está no futuro ou é antigo demais.");
    }

    static Refusal endOutOfRange() {
        return new Refusal(
                INVALID_DATE,
                "endedAt",
                "The end lies in the future, or not at least a minute after the start.",
                "O fim está no futuro, ou não está ao menos um minuto depois do início.");
    }

    static Refusal overlaps(UUID other) {
        return new Refusal(
                OVERLAPS,
                "startedAt",
                "The machine had stop " + other + " in this time already.",
                "A máquina já tem a parada " + other + " neste período.");
    }

    public static Refusal notFound() {
        return new Refusal(DOWNTIME_NOT_FOUND, "id", "There is no such stop.", "Esta parada não existe.");
    }

    static Refusal onItsWay() {
        return new Refusal(
                ALREADY_REVERSED,
                "id",
                "Its reversal is on its way already.",
                "O estorno desta parada já está a caminho.");
    }

    static Refusal reversed() {
        return new Refusal(ALREADY_REVERSED, "id", "It has been reversed already.", "Esta parada já foi estornada.");
    }

    static Refusal notSettled() {
        return new Refusal(
                NOT_SETTLED,
                "id",
                "It is not known yet whether the ERP has this stop: try again when its delivery is settled.",
                "Ainda não se sabe se o ERP recebeu esta parada: tente de novo quando a entrega estiver resolvida.");
    }
}
