package io.esteira.subcontracting;

import org.jspecify.annotations.Nullable;

/**
 * Why something is not done about a subcontractor.
 *
 * @param field the input at fault; null when no single one is
 */
public record SubcontractingRefusal(Code code, @Nullable String field, String message, String messagePt) {

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

    static SubcontractingRefusal plannersOnly() {
        return new SubcontractingRefusal(
                Code.FORBIDDEN,
                null,
                "Only planners change what was agreed with subcontractors.",
                "Só quem planeja (planner) altera o que foi acordado com facções.");
    }

    static SubcontractingRefusal leadersOnly() {
        return new SubcontractingRefusal(
                Code.FORBIDDEN,
                null,
                "Only leaders and planners tell how far orders are.",
                "Só líderes e quem planeja informam o status das OPs.");
    }

    static SubcontractingRefusal unknownCompany() {
        return new SubcontractingRefusal(
                Code.UNKNOWN_COMPANY, "company", "There is no such company.", "Esta empresa não existe.");
    }

    /** Of a code that the company does not have. */
    static SubcontractingRefusal unknown(Code code, String field, String given) {
        return new SubcontractingRefusal(
                code, field, "The company has no \"" + given + "\".", "A empresa não tem \"" + given + "\".");
    }

    public static SubcontractingRefusal capacityNotFound() {
        return new SubcontractingRefusal(
                Code.CAPACITY_NOT_FOUND, "id", "There is no such capacity.", "Esta capacidade não existe.");
    }

    public static SubcontractingRefusal orderNotFound() {
        return new SubcontractingRefusal(
                Code.ORDER_NOT_FOUND,
                "order",
                "There is no such production order.",
                "Esta ordem de produção não existe.");
    }

    static SubcontractingRefusal notAtSubcontractor() {
        return new SubcontractingRefusal(
                Code.NOT_AT_SUBCONTRACTOR,
                "order",
                "The order was never handed to this subcontractor, or to any.",
                "A OP nunca foi enviada a esta facção, ou a nenhuma.");
    }

    static SubcontractingRefusal severalSubcontractors() {
        return new SubcontractingRefusal(
                Code.SEVERAL_SUBCONTRACTORS,
                "subcontractor",
                "Several subcontractors have the order: say which one.",
                "Mais de uma facção tem a OP: diga qual.");
    }

    static SubcontractingRefusal givenTwice(String category) {
        return new SubcontractingRefusal(
                Code.GIVEN_TWICE,
                "capacities",
                "\"" + category + "\" is given twice.",
                "\"" + category + "\" foi informada duas vezes.");
    }

    static SubcontractingRefusal invalidQuantity(String field) {
        return new SubcontractingRefusal(
                Code.INVALID_QUANTITY,
                field,
                "From 0 to 1,000,000 pieces, with three decimals at most; from 0 to 1,000 days.",
                "De 0 a 1.000.000 de peças, com até três casas decimais; de 0 a 1.000 dias.");
    }

    static SubcontractingRefusal invalidDate(String field) {
        return new SubcontractingRefusal(
                Code.INVALID_DATE, field, "Has to be a day of 2000 to 2100.", "Deve ser um dia de 2000 a 2100.");
    }

    static SubcontractingRefusal invalidText(String field) {
        return new SubcontractingRefusal(
                Code.INVALID_TEXT, field, "Has 2,000 characters at most.", "Tem no máximo 2.000 caracteres.");
    }
}
