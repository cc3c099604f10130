package io.esteira.calendar;

import io.esteira.platform.Refusal;

/** The texts of refusals about calendars, in English and Portuguese. */
public final class CalendarTexts {

    /** For programs. */
    public enum Code {
        FORBIDDEN,
        UNKNOWN_COMPANY,
        NOT_FOUND,
        UNKNOWN_PARENT,
        CIRCULAR_PARENT,
        UNKNOWN_REGION,
        INVALID_CODE,
        INVALID_WORK,
        INVALID_HOURS,
        INVALID_DAY
    }

    private CalendarTexts() {}

    static Refusal forbidden() {
        return new Refusal(
                Code.FORBIDDEN,
                null,
                "Only planners change calendars.",
                "Só quem planeja (planner) altera calendários.");
    }

    public static Refusal notFound() {
        return new Refusal(
                Code.NOT_FOUND, "id", "There is no such calendar or day.", "Este calendário ou dia não existe.");
    }

    static Refusal unknownParent(String code) {
        return new Refusal(
                Code.UNKNOWN_PARENT,
                "parent",
                "The company has no calendar " + code + ".",
                "A empresa não tem o calendário " + code + ".");
    }

    static Refusal circularParent(String code) {
        return new Refusal(
                Code.CIRCULAR_PARENT,
                "parent",
                "The days of calendar " + code + " come from this one already, or from more than 8 others.",
                "Os dias do calendário " + code + " já vêm deste, ou de mais de 8 outros.");
    }

    static Refusal unknownRegion(String region) {
        return new Refusal(
                Code.UNKNOWN_REGION,
                "region",
                "\"" + region + "\" is no state of Brazil; two letters such as sp.",
                "\"" + region + "\" não é um estado do Brasil; duas letras, como sp.");
    }

    static Refusal invalidCode(String field) {
        return new Refusal(
                Code.INVALID_CODE, field, "Has to have 1 to 100 characters.", "Deve ter de 1 a 100 caracteres.");
    }

    static Refusal invalidWork(String field) {
        return new Refusal(
                Code.INVALID_WORK,
                field,
                "The part of a day that is worked is a number from 0 to 1 with at most 2 decimals; a week has seven.",
                "A parte trabalhada do dia é um número de 0 a 1 com até 2 casas; a semana tem sete.");
    }

    public static Refusal invalidHours() {
        return new Refusal(
                Code.INVALID_HOURS,
                "endsAt",
                "Work has to end after it starts; times are written as 07:00.",
                "O expediente deve terminar depois de começar; horas como 07:00.");
    }

    static Refusal invalidDay() {
        return new Refusal(
                Code.INVALID_DAY,
                "day",
                "Days from 2000 to 2100 can be told, up to 370 at once, the last not before the first.",
                "São aceitos dias de 2000 a 2100, até 370 de uma vez, o último não antes do primeiro.");
    }
}
