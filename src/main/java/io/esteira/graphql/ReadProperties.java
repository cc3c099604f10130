package io.esteira.graphql;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much the contract tells of itself, and how much a request may ask for. All limits but the first are looked at before anything is
 * read from the database.
 *
 * @param mode hardened in profile production
 * @param statementTimeout of one read
 * @param maxDepth of fields within fields, introspection apart
 * @param maxFields of one document, fragments spread out
 * @param maxAliases of one document, fragments spread out
 * @param maxDirectives of one document, fragments spread out
 * @param maxTokens of one document
 * @param maxOperations of one document, of which one is executed
 * @param maxCost of one operation: rows that it answers when every page is full
 * @param maxBody of a request over HTTP
 * @param maxUploads files of one request
 * @param maxUpload of a file; all of a request together are no more than maxBody
 * @param maxVariables values in the variables of one request, however deep
 * @param requestsPerSecond of one client in the long run, on this instance; 0 for no bound
 * @param requestBurst of one client at once
 * @param streams what event streams may hold that carry several operations
 */
@ConfigurationProperties("esteira.graphql")
record ReadProperties(
        @DefaultValue("open") GraphQlMode mode,
        @DefaultValue("10s") Duration statementTimeout,
        @DefaultValue("12") int maxDepth,
        @DefaultValue("1000") int maxFields,
        @DefaultValue("100") int maxAliases,
        @DefaultValue("50") int maxDirectives,
        @DefaultValue("10000") int maxTokens,
        @DefaultValue("20") int maxOperations,
        @DefaultValue("100000") int maxCost,
        @DefaultValue("20MB") DataSize maxBody,
        @DefaultValue("10") int maxUploads,
        @DefaultValue("10MB") DataSize maxUpload,
        @DefaultValue("20000") int maxVariables,
        @DefaultValue("100") int requestsPerSecond,
        @DefaultValue("500") int requestBurst,
        @DefaultValue StreamProperties streams) {}
