package io.esteira.inbox;

import io.esteira.inbox.SourceDesk.Code;
import io.esteira.platform.Refusal;

/** Why a wish about a source is refused, for people. */
final class SourceTexts {

    private SourceTexts() {}

    static Refusal forbidden() {
        return new Refusal(
                Code.FORBIDDEN, null, "Only the role it may steer sources.", "Só o papel it pode comandar origens.");
    }

    static Refusal sourceNotFound() {
        return new Refusal(
                Code.SOURCE_NOT_FOUND,
                "source",
                "The company has no such source.",
                "A empresa não tem uma origem assim.");
    }

    static Refusal windowNotFound() {
        return new Refusal(Code.WINDOW_NOT_FOUND, "id", "There is no such maintenance.", "Não existe essa manutenção.");
    }

    static Refusal window() {
        return new Refusal(
                Code.INVALID_TIME,
                "until",
                "A maintenance ends in the future, after it begins, and within 31 days.",
                "A manutenção termina no futuro, depois do início e em até 31 dias.");
    }

    static Refusal reason() {
        return new Refusal(
                Code.INVALID_REASON,
                "reason",
                "A reason has 1 to 500 characters.",
                "O motivo tem de 1 a 500 caracteres.");
    }

    static Refusal runsAtOnce() {
        return new Refusal(
                Code.INVALID_BUDGET,
                "runsAtOnce",
                "From 1 to 100 runs at once, or no limit.",
                "De 1 a 100 execuções ao mesmo tempo, ou sem limite.");
    }

    static Refusal requestsPerMinute() {
        return new Refusal(
                Code.INVALID_BUDGET,
                "requestsPerMinute",
                "From 1 to 60,000 requests a minute, or no limit.",
                "De 1 a 60.000 consultas por minuto, ou sem limite.");
    }
}
