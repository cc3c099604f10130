package io.esteira.query;

import org.jspecify.annotations.Nullable;

/**
 * Entries of the change log that feed a subscription.
 *
 * @param target GraphQL type that is told
 * @param entity whose entries
 * @param rows SQL that finds the told rows by {@code {ids}} of the changed ones; null when these are the rows
 */
record ChangeSource(String target, String entity, @Nullable String rows) {}
