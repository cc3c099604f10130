package io.esteira.platform;

import org.jspecify.annotations.Nullable;

/**
 * Why something was not done, for a program and for a person.
 *
 * @param code of the closed list that the contract has for what was asked
 * @param field the input at fault; null when no single one is
 * @param message in English
 * @param messagePt in Portuguese
 */
public record Refusal(String code, @Nullable String field, String message, String messagePt) {

    public Refusal(Enum<?> code, @Nullable String field, String message, String messagePt) {
        this(code.name(), field, message, messagePt);
    }

    public boolean is(Enum<?> other) {
        return code.equals(other.name());
    }

    public static Refusal unknownCompany(Enum<?> code) {
        return new Refusal(code, "company", "There is no such company.", "Esta empresa não existe.");
    }

    /** Of something that the company does not have. */
    public static Refusal unknown(Enum<?> code, String field, String given) {
        return new Refusal(
                code, field, "The company has no \"" + given + "\".", "A empresa não tem \"" + given + "\".");
    }

    /** Of an id that a client may choose. */
    public static Refusal notVersion7(Enum<?> code) {
        return new Refusal(code, "id", "The id has to be a UUID of version 7.", "O id deve ser um UUID versão 7.");
    }
}
