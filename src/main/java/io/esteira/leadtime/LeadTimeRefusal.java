package io.esteira.leadtime;

import org.jspecify.annotations.Nullable;

/**
 * Why a goal is not set.
 *
 * @param field the input at fault; null when no single one is
 */
public record LeadTimeRefusal(Code code, @Nullable String field, String message, String messagePt) {

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

    static LeadTimeRefusal forbidden() {
        return new LeadTimeRefusal(
                Code.FORBIDDEN,
                null,
                "Only planners set goals.",
                "Só quem planeja (planner) define metas de lead time.");
    }

    static LeadTimeRefusal unknownCompany() {
        return new LeadTimeRefusal(
                Code.UNKNOWN_COMPANY, "company", "There is no such company.", "Esta empresa não existe.");
    }

    static LeadTimeRefusal unknown(Code code, String field, String given) {
        return new LeadTimeRefusal(
                code, field, "The company has no \"" + given + "\".", "A empresa não tem \"" + given + "\".");
    }

    public static LeadTimeRefusal goalNotFound() {
        return new LeadTimeRefusal(Code.GOAL_NOT_FOUND, "id", "There is no such goal.", "Esta meta não existe.");
    }

    static LeadTimeRefusal invalidDays(String field) {
        return new LeadTimeRefusal(
                Code.INVALID_DAYS,
                field,
                "From 0 to 1,000 days with two decimals at most; the limit of attention comes with a goal and is not less than it.",
                "De 0 a 1.000 dias, com até duas casas decimais; o limite de atenção vem com uma meta e não é menor que ela.");
    }

    static LeadTimeRefusal invalidResponsible() {
        return new LeadTimeRefusal(
                Code.INVALID_RESPONSIBLE,
                "responsible",
                "Has 1 to 100 characters, and is named for the whole phase, not for a category.",
                "Tem de 1 a 100 caracteres e vale para a fase toda, não para uma categoria.");
    }

    static LeadTimeRefusal nothingGiven() {
        return new LeadTimeRefusal(
                Code.NOTHING_GIVEN,
                null,
                "Give days or a responsible person; to end a goal, remove it.",
                "Informe dias ou um responsável; para encerrar uma meta, remova-a.");
    }
}
