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
}
