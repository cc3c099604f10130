package io.esteira.inbox;

import org.jspecify.annotations.Nullable;

/**
 * A value in which two payloads differ.
 *
 * @param path where it is, as a JSON Pointer; blank for the whole
 * @param before as JSON; null where there was none
 * @param after as JSON; null where there is none
 */
public record PayloadChange(
        String path, @Nullable String before, @Nullable String after) {}
