package io.esteira.query;

import org.jspecify.annotations.Nullable;

/**
 * Entries of the change log that feed a subscription.
 *
 * @param target GraphQL type that is told
 * @param entity whose entries
 * @param rows SQL that finds the told rows from {@code {changed}}, the entries; null when the changed rows are told
 */
record ChangeSource(String target, String entity, @Nullable String rows) {}
