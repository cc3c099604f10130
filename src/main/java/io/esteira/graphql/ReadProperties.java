package io.esteira.graphql;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a request may ask for.
 *
 * @param statementTimeout of one read
 * @param maxDepth of fields within fields, introspection apart
 * @param maxFields of one operation, fragments spread out
 * @param maxAliases of one operation, fragments spread out
 * @param maxTokens of one document
 */
@ConfigurationProperties("esteira.graphql")
record ReadProperties(
        @DefaultValue("10s") Duration statementTimeout,
        @DefaultValue("12") int maxDepth,
        @DefaultValue("1000") int maxFields,
        @DefaultValue("100") int maxAliases,
        @DefaultValue("10000") int maxTokens) {}
