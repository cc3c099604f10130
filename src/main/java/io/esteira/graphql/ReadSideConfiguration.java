package io.esteira.graphql;

import graphql.GraphQL;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLUnionType;
import graphql.schema.TypeResolver;
import io.esteira.platform.Callers;
import io.esteira.platform.Refusal;
import io.esteira.platform.Traces;
import io.esteira.query.Catalog;
import io.esteira.query.ChangeFeed;
import io.esteira.query.ColumnComments;
import io.esteira.query.DataDictionary;
import io.esteira.query.Reads;
import io.esteira.query.ReadyAnswers;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.ClassNameTypeResolver;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.jdbc.core.JdbcTemplate;
import reactor.core.publisher.Mono;

/** Puts the read side behind the schema. */
@Configuration(proxyBeanMethods = false)
class ReadSideConfiguration {

    private static final String SCHEMA_FILES = "classpath*:graphql/schema/*.graphqls";

    @Bean
    Catalog catalog(ResourcePatternResolver resources) {
        return Catalog.of(schemaFiles(resources));
    }

    @Bean
    DataDictionary dataDictionary(ResourcePatternResolver resources) {
        return DataDictionary.of(schemaFiles(resources));
    }

    static List<String> schemaFiles(ResourcePatternResolver resources) {
        try {
            List<String> files = new ArrayList<>();
            for (Resource file : resources.getResources(SCHEMA_FILES)) {
                files.add(file.getContentAsString(StandardCharsets.UTF_8));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comments of tables come from the dictionary. */
    @Bean
    ColumnComments columnComments(DataDictionary dictionary, JdbcTemplate jdbc) {
        return new ColumnComments(dictionary, jdbc);
    }

    /** Its two connections are kept open, so they do not come from the pool. */
    @Bean
    ChangeFeed changeFeed(DataSource pool, JdbcConnectionDetails details) {
        PGSimpleDataSource own = new PGSimpleDataSource();
        own.setUrl(details.getJdbcUrl());
        own.setUser(details.getUsername());
        own.setPassword(details.getPassword());
        own.setTcpKeepAlive(true);
        return new ChangeFeed(pool, own);
    }

    @Bean
    Reads reads(
            Catalog catalog,
            DataSource dataSource,
            ReadProperties properties,
            Callers callers,
            Clock clock,
            ChangeFeed changes,
            MeterRegistry registry,
            Traces traces) {
        return new Reads(catalog, dataSource, properties.statementTimeout(), callers, clock, changes, registry, traces);
    }

    @Bean
    GraphQlSourceBuilderCustomizer expandedSchema(Catalog catalog) {
        return builder -> builder.configureTypeDefinitions(catalog::expand);
    }

    @Bean
    DocumentCache documentCache() {
        return new DocumentCache();
    }

    @Bean
    GraphQlSourceBuilderCustomizer installedReads(
            ObjectProvider<DataFetcherExceptionResolver> resolvers, DocumentCache documents) {
        return builder -> builder.configureGraphQl(
                graphQl -> installReads(graphQl, resolvers.orderedStream().toList(), documents));
    }

    /** What the read side has answered goes out as it is; documents that come again are not parsed again. */
    static void installReads(
            GraphQL.Builder graphQl, List<DataFetcherExceptionResolver> resolvers, DocumentCache documents) {
        ReadyAnswers.install(graphQl, DataFetcherExceptionResolver.createExceptionHandler(resolvers));
        graphQl.preparsedDocumentProvider(documents);
    }

    /** Refusals are told as they are: of what a mutation may answer, the member that the contract calls refused. */
    @Bean
    GraphQlSourceBuilderCustomizer namedRefusals() {
        TypeResolver names = new ClassNameTypeResolver();
        return builder -> builder.defaultTypeResolver(answer -> answer.getObject() instanceof Refusal
                ? answer.getSchema().getObjectType(refused((GraphQLUnionType) answer.getFieldType()))
                : names.getType(answer));
    }

    private static String refused(GraphQLUnionType answers) {
        return answers.getTypes().stream()
                .map(GraphQLNamedOutputType::getName)
                .filter(name -> name.endsWith("Refused"))
                .findFirst()
                .orElseThrow();
    }

    @Bean
    RuntimeWiringConfigurer readWiring(Reads reads, BatchLoaderRegistry loaders) {
        loaders.<Reads.RowKey, Object>forName(Reads.LOADER)
                .registerMappedBatchLoader((keys, environment) -> Mono.fromCallable(() -> reads.load(keys, key ->
                        (DataFetchingEnvironment) environment.getKeyContexts().get(key))));
        return reads::wire;
    }
}
