package io.esteira.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Keeps documents that were parsed and found to fit the schema and its limits, by their text. What depends on the variables or on who
 * asks is looked at for each request. Safe for use by several threads.
 */
final class DocumentCache implements PreparsedDocumentProvider {

    /** Of all texts together, in characters; parsed they take some thirty times as many bytes. */
    private static final int MAX_CHARACTERS = 1_000_000;

    private final Cache<String, PreparsedDocumentEntry> byText = Caffeine.newBuilder()
            .maximumWeight(MAX_CHARACTERS)
            .weigher((String text, PreparsedDocumentEntry entry) -> text.length())
            .build();

    /** The document of a text, if it is kept; always the same object. */
    Optional<Document> find(String text) {
        return Optional.ofNullable(byText.getIfPresent(text)).map(PreparsedDocumentEntry::getDocument);
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        PreparsedDocumentEntry entry = byText.getIfPresent(input.getQuery());
        if (entry == null) {
            entry = parse.apply(input);
            if (!entry.hasErrors()) {
                byText.put(input.getQuery(), entry);
            }
        }
        return CompletableFuture.completedFuture(entry);
    }
}
