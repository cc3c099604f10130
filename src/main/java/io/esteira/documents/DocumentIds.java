package io.esteira.documents;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphqlErrorBuilder;
import java.util.Map;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/** Requests to {@code /graphql} that say the id of a published document instead of its text. */
@Configuration(proxyBeanMethods = false)
class DocumentIds {

    /** Stands for a document that is not there: a comment, so that nothing else can be meant by it. */
    private static final String NOT_FOUND = "# no such document";

    @Bean
    JsonMapperBuilderCustomizer documentsById(Documents documents) {
        return builder -> builder.addHandler(new DeserializationProblemHandler() {
            @Override
            public boolean handleUnknownProperty(
                    DeserializationContext context,
                    JsonParser json,
                    ValueDeserializer<?> deserializer,
                    Object request,
                    String name) {
                if (!(request instanceof SerializableGraphQlRequest asked)
                        || asked.getQuery() != null
                        || !isId(name, json)) {
                    return false;
                }
                asked.setQuery(documents
                        .find(json.getString())
                        .map(PublishedDocument::text)
                        .orElse(NOT_FOUND));
                return true;
            }
        });
    }

    private static boolean isId(String name, JsonParser json) {
        return (name.equals("documentId") || name.equals("id")) && json.currentToken() == JsonToken.VALUE_STRING;
    }

    @Bean
    WebGraphQlInterceptor unknownDocuments() {
        return (request, chain) -> request.getDocument().equals(NOT_FOUND)
                ? Mono.fromSupplier(() -> new WebGraphQlResponse(
                        new DefaultExecutionGraphQlResponse(request.toExecutionInput(), notFound())))
                : chain.next(request);
    }

    private static ExecutionResult notFound() {
        DocumentRefused unknown = DocumentRefused.unknown();
        return ExecutionResultImpl.newExecutionResult()
                .addError(GraphqlErrorBuilder.newError()
                        .message("%s", String.valueOf(unknown.getMessage()))
                        .errorType(ErrorType.NOT_FOUND)
                        .extensions(Map.of("code", DocumentRefused.UNKNOWN_DOCUMENT))
                        .build())
                .build();
    }
}
