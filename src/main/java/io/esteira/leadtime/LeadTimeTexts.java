package io.esteira.leadtime;

import io.esteira.platform.Refusal;

/** The texts of refusals about goals of lead times, in English and Portuguese. */
public final class LeadTimeTexts {

    /** For programs. */
    public enum Code {
        FORBIDDEN,
        UNKNOWN_COMPANY,
        UNKNOWN_PHASE,
        UNKNOWN_CATEGORY,
        GOAL_NOT_FOUND,
        INVALID_DAYS,
        INVALID_RESPONSIBLE,
        NOTHING_GIVEN
    }

    private LeadTimeTexts() {}

    static Refusal forbidden() {
        return new Refusal(
                Code.FORBIDDEN,
                null,
                "Only planners set goals.",
                "Só quem planeja (planner) define metas de lead time.");
    }

    public static Refusal goalNotFound() {
        return new Refusal(Code.GOAL_NOT_FOUND, "id", "There is no such goal.", "Esta meta não existe.");
    }

    static Refusal invalidDays(String field) {
        return new Refusal(
                Code.INVALID_DAYS,
                field,
                "From 0 to 1,000 days with two decimals at most; the limit of attention comes with a goal and is not less than it.",
                "De 0 a 1.000 dias, com até duas casas decimais; o limite de atenção vem com uma meta e não é menor que ela.");
    }

    static Refusal invalidResponsible() {
        return new Refusal(
                Code.INVALID_RESPONSIBLE,
                "responsible",
                "Has 1 to 100 characters, and is named for the whole phase, not for a category.",
                "Tem de 1 a 100 caracteres e vale para a fase toda, não para uma categoria.");
    }

    static Refusal nothingGiven() {
        return new Refusal(
                Code.NOTHING_GIVEN,
                null,
                "Give days or a responsible person; to end a goal, remove it.",
                "Informe dias ou um responsável; para encerrar uma meta, remova-a.");
    }
}
