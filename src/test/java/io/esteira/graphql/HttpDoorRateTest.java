package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.documents.Documents;
import io.esteira.platform.Caller;
import io.esteira.platform.Role;
import io.micrometer.tracing.Tracer;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.function.RouterFunctions;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What the door says to those who ask too often, and when the house has a fault. */
class HttpDoorRateTest {

    private static final Caller CALLER = new Caller("ana", "app", Set.of(Role.OPERATOR), Set.of(), "", Instant.MAX);

    private final AtomicLong now = new AtomicLong();

    private MockMvcTester door(WebGraphQlHandler handler) {
        HttpExchange exchange = new HttpExchange(
                handler,
                new RateLimit(1, 2, now::get),
                () -> CALLER,
                new Failures(Tracer.NOOP),
                new AnswerText(JsonMapper.shared()));
        HttpDoor door = new HttpDoor(
                exchange,
                new EventAnswers(handler, null, null),
                new RequestReader(
                        Contract.settings(Map.of()), new Documents(new PathMatchingResourcePatternResolver())));
        return MockMvcTester.create(MockMvcBuilders.routerFunctions(
                        RouterFunctions.route().GET("/graphql", door::handle).build())
                .build());
    }

    private static MvcTestResult ask(MockMvcTester door) {
        return door.get().uri("/graphql?query={query}", "{ __typename }").exchange();
    }

    @Test
    void tellsWhenToComeAgain() {
        // given
        MockMvcTester door = door(WebGraphQlHandler.builder(request -> Mono.just(new DefaultExecutionGraphQlResponse(
                        request.toExecutionInput(),
                        graphql.ExecutionResult.newExecutionResult()
                                .data(Map.of("__typename", "Query"))
                                .build())))
                .build());

        // then
        assertThat(ask(door)).hasStatusOk();
        assertThat(ask(door)).hasStatusOk();
        MvcTestResult third = ask(door);
        assertThat(third).hasStatus(429).headers().hasValue("Retry-After", "1");
        assertThat(third)
                .bodyJson()
                .extractingPath("$.errors[0].extensions.code")
                .isEqualTo("RATE_LIMIT");
        assertThat(third)
                .bodyJson()
                .extractingPath("$.errors[0].extensions.limit")
                .isEqualTo(1);
        now.addAndGet(1_000_000_000);
        assertThat(ask(door)).hasStatusOk();
    }

    @Test
    void keepsOurFaultsToItself() {
        // given
        MockMvcTester door = door(WebGraphQlHandler.builder(
                        request -> Mono.<WebGraphQlResponse>error(new IllegalStateException("select * from secret"))
                                .cast(org.springframework.graphql.ExecutionGraphQlResponse.class))
                .build());

        // when
        MvcTestResult answer = ask(door);

        // then
        assertThat(answer).hasStatus(500);
        assertThat(answer).bodyText().contains("INTERNAL", "traceId").doesNotContain("secret", "Exception");
    }
}
