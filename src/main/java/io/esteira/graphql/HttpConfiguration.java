package io.esteira.graphql;

import io.esteira.documents.Admission;
import io.esteira.platform.Callers;
import io.esteira.platform.KnownCallers;
import jakarta.servlet.MultipartConfigElement;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** GraphQL over HTTP. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class HttpConfiguration {

    static final String PATH = "/graphql";

    /** Its routes come before the library's, which stand at 0. */
    private static final int BEFORE_THE_LIBRARY = -1;

    @Bean
    HttpExchange httpExchange(
            WebGraphQlHandler handler, RateLimit rate, Callers callers, Failures failures, JsonMapper json) {
        return new HttpExchange(handler, rate, callers, failures, new AnswerText(json));
    }

    @Bean
    HttpDoor httpDoor(
            HttpExchange exchange, WebGraphQlHandler handler, GraphQlProperties properties, RequestReader reader) {
        GraphQlProperties.Sse sse = properties.getHttp().getSse();
        return new HttpDoor(exchange, new EventAnswers(handler, sse.getTimeout(), sse.getKeepAlive()), reader);
    }

    @Bean
    EventStreams eventStreams(
            ReadProperties limits, GraphQlProperties properties, Failures failures, JsonMapper json, Clock clock) {
        StreamText text = new StreamText(new AnswerText(json), failures);
        Duration keepAlive = properties.getHttp().getSse().getKeepAlive();
        return new EventStreams(
                limits.streams(), text, Objects.requireNonNull(keepAlive, "how often to send something"), clock);
    }

    @Bean
    StreamDoor streamDoor(HttpExchange exchange, EventStreams streams, RequestReader reader, Callers callers) {
        return new StreamDoor(exchange, streams, reader, callers);
    }

    /** Ahead of all that is done for requests that the hub does not know yet. */
    @Bean
    FilterRegistrationBean<RepeatedQueries> repeatedQueries(
            KnownCallers callers, RequestReader reader, RepeatedAnswers answers, RepeatMeters meters) {
        FilterRegistrationBean<RepeatedQueries> filter =
                new FilterRegistrationBean<>(new RepeatedQueries(callers, reader, answers, meters));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.addUrlPatterns(PATH);
        return filter;
    }

    /** Files stay in memory: they are bounded, and a container need not be able to write. */
    @Bean
    MultipartConfigElement multipartConfig(ReadProperties limits) {
        long most = limits.maxBody().toBytes();
        return new MultipartConfigElement("", limits.maxUpload().toBytes(), most, Math.toIntExact(most));
    }

    /** Documents count as other requests do. */
    @Bean
    Admission admission(RateLimit rate, Callers callers) {
        return () -> rate.take(callers.current());
    }

    @Bean
    @Order(BEFORE_THE_LIBRARY)
    RouterFunction<ServerResponse> graphQlOverHttp(HttpDoor door, StreamDoor streams) {
        return RouterFunctions.route()
                .PUT(PATH, streams::reserve)
                .DELETE(PATH, streams::stop)
                .GET(PATH, StreamDoor::isMeant, streams::open)
                .POST(PATH, StreamDoor::isMeant, streams::execute)
                .GET(PATH, door::handle)
                .HEAD(PATH, door::handle)
                .POST(PATH, door::handle)
                .route(RequestPredicates.path(PATH), request -> ServerResponse.status(HttpStatus.METHOD_NOT_ALLOWED)
                        .header(HttpHeaders.ALLOW, "GET, HEAD, POST, PUT, DELETE")
                        .build())
                .build();
    }
}
