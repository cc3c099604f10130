package io.esteira.planning;

import io.esteira.platform.Refusal;

/** The texts of refusals about plans and their rules, in English and Portuguese. */
public final class PlanningTexts {

    /** For programs. */
    public enum Code {
        FORBIDDEN,
        ID_REUSED,
        UNKNOWN_COMPANY,
        PLAN_NOT_FOUND,
        INVALID_CODE,
        INVALID_DATES,
        INVALID_ID,
        INVALID_QUANTITY,
        INVALID_REASON,
        INVALID_RULES,
        UNKNOWN_CALENDAR,
        UNKNOWN_COLLECTION,
        UNKNOWN_INVOICE_TYPE,
        UNKNOWN_LOT,
        UNKNOWN_ORDER,
        UNKNOWN_PHASE
    }

    private PlanningTexts() {}

    static Refusal forbidden() {
        return new Refusal(
                Code.FORBIDDEN, null, "Only planners change plans.", "Só quem planeja (planner) altera planos.");
    }

    static Refusal onlyLeaders() {
        return new Refusal(
                Code.FORBIDDEN,
                null,
                "Only leaders and planners justify delays.",
                "Só líderes (leader) e quem planeja (planner) justificam atrasos.");
    }

    public static Refusal notVersion7() {
        return Refusal.notVersion7(Code.INVALID_ID);
    }

    static Refusal idReused() {
        return new Refusal(
                Code.ID_REUSED, "id", "This id was used for something else.", "Este id já foi usado para outra coisa.");
    }

    static Refusal invalidReason(int longest) {
        return new Refusal(
                Code.INVALID_REASON,
                "reason",
                "Has to have 1 to " + longest + " characters.",
                "Deve ter de 1 a " + longest + " caracteres.");
    }

    public static Refusal planNotFound() {
        return new Refusal(Code.PLAN_NOT_FOUND, "plan", "There is no such plan.", "Este plano não existe.");
    }

    static Refusal invalidCode(String field) {
        return new Refusal(
                Code.INVALID_CODE, field, "Has to have 1 to 100 characters.", "Deve ter de 1 a 100 caracteres.");
    }

    static Refusal givenTwice(String field) {
        return new Refusal(Code.INVALID_CODE, field, "The same is given twice.", "O mesmo foi informado duas vezes.");
    }

    static Refusal invalidDates(String field) {
        return new Refusal(
                Code.INVALID_DATES,
                field,
                "The last day comes before the first, or a day lies outside of 2000 to 2100.",
                "O último dia vem antes do primeiro, ou um dia está fora de 2000 a 2100.");
    }

    static Refusal invalidQuantity(String field) {
        return new Refusal(Code.INVALID_QUANTITY, field, "Must not be negative.", "Não pode ser negativo.");
    }

    static Refusal invalidRules(String what, String whatPt) {
        return new Refusal(Code.INVALID_RULES, "rules", what, whatPt);
    }
}
