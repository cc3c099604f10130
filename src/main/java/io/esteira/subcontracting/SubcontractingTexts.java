package io.esteira.subcontracting;

import io.esteira.platform.Refusal;

/** The texts of refusals about subcontractors, in English and Portuguese. */
public final class SubcontractingTexts {

    /** For programs. */
    public enum Code {
        FORBIDDEN,
        UNKNOWN_COMPANY,
        UNKNOWN_SUBCONTRACTOR,
        UNKNOWN_PHASE,
        UNKNOWN_CATEGORY,
        UNKNOWN_CALENDAR,
        CAPACITY_NOT_FOUND,
        ORDER_NOT_FOUND,
        NOT_AT_SUBCONTRACTOR,
        SEVERAL_SUBCONTRACTORS,
        GIVEN_TWICE,
        INVALID_QUANTITY,
        INVALID_DATE,
        INVALID_TEXT
    }

    private SubcontractingTexts() {}

    static Refusal plannersOnly() {
        return new Refusal(
                Code.FORBIDDEN,
                null,
                "Only planners change what was agreed with subcontractors.",
                "Só quem planeja (planner) altera o que foi acordado com facções.");
    }

    static Refusal leadersOnly() {
        return new Refusal(
                Code.FORBIDDEN,
                null,
                "Only leaders and planners tell how far orders are.",
                "Só líderes e quem planeja informam o status das OPs.");
    }

    public static Refusal capacityNotFound() {
        return new Refusal(Code.CAPACITY_NOT_FOUND, "id", "There is no such capacity.", "Esta capacidade não existe.");
    }

    public static Refusal orderNotFound() {
        return new Refusal(
                Code.ORDER_NOT_FOUND,
                "order",
                "There is no such production order.",
                "Esta ordem de produção não existe.");
    }

    static Refusal notAtSubcontractor() {
        return new Refusal(
                Code.NOT_AT_SUBCONTRACTOR,
                "order",
                "The order was never handed to this subcontractor, or to any.",
                "A OP nunca foi enviada a esta facção, ou a nenhuma.");
    }

    static Refusal severalSubcontractors() {
        return new Refusal(
                Code.SEVERAL_SUBCONTRACTORS,
                "subcontractor",
                "Several subcontractors have the order: say which one.",
                "Mais de uma facção tem a OP: diga qual.");
    }

    static Refusal givenTwice(String category) {
        return new Refusal(
                Code.GIVEN_TWICE,
                "capacities",
                "\"" + category + "\" is given twice.",
                "\"" + category + "\" foi informada duas vezes.");
    }

    static Refusal invalidQuantity(String field) {
        return new Refusal(
                Code.INVALID_QUANTITY,
                field,
                "From 0 to 1,000,000 pieces, with three decimals at most; from 0 to 1,000 days.",
                "De 0 a 1.000.000 de peças, com até três casas decimais; de 0 a 1.000 dias.");
    }

    static Refusal invalidDate(String field) {
        return new Refusal(
                Code.INVALID_DATE, field, "Has to be a day of 2000 to 2100.", "Deve ser um dia de 2000 a 2100.");
    }

    static Refusal invalidText(String field) {
        return new Refusal(
                Code.INVALID_TEXT, field, "Has 2,000 characters at most.", "Tem no máximo 2.000 caracteres.");
    }
}
