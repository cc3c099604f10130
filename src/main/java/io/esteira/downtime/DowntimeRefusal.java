package io.esteira.downtime;

import org.jspecify.annotations.Nullable;

/**
 * Why something was not done, for a program and for a person.
 *
 * @param field the input at fault; null when no single one is
 * @param message in English
 * @param messagePt in Portuguese
 */
public record DowntimeRefusal(
        DowntimeRefusalCode code, @Nullable String field, String message, String messagePt) {}
