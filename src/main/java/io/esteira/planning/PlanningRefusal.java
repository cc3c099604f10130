package io.esteira.planning;

import org.jspecify.annotations.Nullable;

/**
 * Why something is not done with a plan or its rules.
 *
 * @param field the input at fault; null when no single one is
 */
public record PlanningRefusal(Code code, @Nullable String field, String message, String messagePt) {

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

    static PlanningRefusal forbidden() {
        return new PlanningRefusal(
                Code.FORBIDDEN, null, "Only planners change plans.", "Só quem planeja (planner) altera planos.");
    }

    static PlanningRefusal onlyLeaders() {
        return new PlanningRefusal(
                Code.FORBIDDEN,
                null,
                "Only leaders and planners justify delays.",
                "Só líderes (leader) e quem planeja (planner) justificam atrasos.");
    }

    public static PlanningRefusal notVersion7() {
        return new PlanningRefusal(
                Code.INVALID_ID, "id", "The id has to be a UUID of version 7.", "O id deve ser um UUID versão 7.");
    }

    static PlanningRefusal idReused() {
        return new PlanningRefusal(
                Code.ID_REUSED, "id", "This id was used for something else.", "Este id já foi usado para outra coisa.");
    }

    static PlanningRefusal invalidReason(int longest) {
        return new PlanningRefusal(
                Code.INVALID_REASON,
                "reason",
                "Has to have 1 to " + longest + " characters.",
                "Deve ter de 1 a " + longest + " caracteres.");
    }

    static PlanningRefusal unknownCompany() {
        return new PlanningRefusal(
                Code.UNKNOWN_COMPANY, "company", "There is no such company.", "Esta empresa não existe.");
    }

    public static PlanningRefusal planNotFound() {
        return new PlanningRefusal(Code.PLAN_NOT_FOUND, "plan", "There is no such plan.", "Este plano não existe.");
    }

    static PlanningRefusal invalidCode(String field) {
        return new PlanningRefusal(
                Code.INVALID_CODE, field, "Has to have 1 to 100 characters.", "Deve ter de 1 a 100 caracteres.");
    }

    static PlanningRefusal givenTwice(String field) {
        return new PlanningRefusal(
                Code.INVALID_CODE, field, "The same is given twice.", "O mesmo foi informado duas vezes.");
    }

    static PlanningRefusal invalidDates(String field) {
        return new PlanningRefusal(
                Code.INVALID_DATES,
                field,
                "The last day comes before the first, or a day lies outside of 2000 to 2100.",
                "O último dia vem antes do primeiro, ou um dia está fora de 2000 a 2100.");
    }

    static PlanningRefusal invalidQuantity(String field) {
        return new PlanningRefusal(Code.INVALID_QUANTITY, field, "Must not be negative.", "Não pode ser negativo.");
    }

    static PlanningRefusal invalidRules(String what, String whatPt) {
        return new PlanningRefusal(Code.INVALID_RULES, "rules", what, whatPt);
    }

    /** Of a code that the company does not have. */
    static PlanningRefusal unknown(Code code, String field, String given) {
        return new PlanningRefusal(
                code, field, "The company has no \"" + given + "\".", "A empresa não tem \"" + given + "\".");
    }
}
