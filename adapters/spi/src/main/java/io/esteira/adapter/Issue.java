package io.esteira.adapter;

/**
 * Why a record was not used.
 *
 * @param field the field of the source at fault, in the source's own words
 * @param message what is wrong and what to mend at the source
 */
public record Issue(IssueCode code, String field, String message) {}
