package io.esteira.graphql;

import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import io.esteira.planning.QuestionRefused;
import io.esteira.platform.DatabaseAway;
import io.esteira.query.ReadRefused;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes errors of exceptions: what the caller can mend says so; what is our fault is logged once and named by its trace. */
@Component
final class Failures implements DataFetcherExceptionResolver, SubscriptionExceptionResolver {

    static final String UNAVAILABLE = "UNAVAILABLE";

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Tracer tracer;

    Failures(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown, DataFetchingEnvironment environment) {
        return Mono.just(List.of(problem(thrown).at(environment)));
    }

    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable thrown) {
        return Mono.just(List.of(problem(thrown).anywhere()));
    }

    Problem problem(Throwable thrown) {
        return switch (thrown) {
            case ReadRefused refused ->
                new Problem(refused.code().name(), String.valueOf(refused.getMessage()), refused.extensions());
            case QuestionRefused refused ->
                new Problem(ReadRefused.Code.BAD_USER_INPUT.name(), String.valueOf(refused.getMessage()), Map.of());
            case CredentialsExpiredException ended ->
                new Problem("UNAUTHENTICATED", "Your token has ended: connect again with a new one.", Map.of());
            case AccessDeniedException denied -> new Problem("FORBIDDEN", "Your roles do not allow this.", Map.of());
            case QueryTimeoutException late ->
                new Problem(ReadRefused.Code.TIMEOUT.name(), "The database took too long: ask for less.", Map.of());
            default -> DatabaseAway.caused(thrown) ? unavailable(thrown) : internal(thrown);
        };
    }

    private static Problem unavailable(Throwable thrown) {
        LOG.warn(
                "Request not answered, since the database is away: {}",
                NestedExceptionUtils.getMostSpecificCause(thrown).getMessage());
        return new Problem(
                UNAVAILABLE, "The hub's database is away or has no room: send the same again in a moment.", Map.of());
    }

    private Problem internal(Throwable thrown) {
        String traceId = traceId();
        LOG.error("Request failed, traceId={}", traceId, thrown);
        return new Problem(
                "INTERNAL", "Something went wrong in the hub: tell IT the trace id.", Map.of("traceId", traceId));
    }

    private String traceId() {
        Span span = tracer.currentSpan();
        String id = span == null ? "" : span.context().traceId();
        return id.isBlank() ? UUID.randomUUID().toString().replace("-", "") : id;
    }
}
