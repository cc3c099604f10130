package io.esteira.documents;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import reactor.core.publisher.Mono;

/** What asks too often is refused as by the contract, before anything is read. */
class AdmissionTest {

    private static final GraphQlSource SOURCE = new GraphQlSource() {
        @Override
        public GraphQL graphQl() {
            return GraphQL.newGraphQL(schema()).build();
        }

        @Override
        public GraphQLSchema schema() {
            return PageReaderTest.SCHEMA;
        }
    };

    private static MockHttpServletResponse answer(Duration wait) throws Exception {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("admission", (Admission) () -> wait);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new DocumentController(
                        new Documents(new PathMatchingResourcePatternResolver()),
                        SOURCE,
                        WebGraphQlHandler.builder(request -> Mono.error(new IllegalStateException("broken")))
                                .build(),
                        new DocumentProperties(1),
                        new Admissions(beans.getBeanProvider(Admission.class)),
                        Tracer.NOOP)
                .answer("open-orders", new MockHttpServletRequest("GET", "/graphql/documents/open-orders"), response);
        return response;
    }

    @Test
    void whoAsksTooOftenIsToldWhenToAskAgain() throws Exception {
        MockHttpServletResponse refused = answer(Duration.ofMillis(1_200));

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("2");
        assertThat(refused.getContentAsString()).contains("\"code\":\"RATE_LIMIT\"");
    }

    @Test
    void ourOwnFaultIsAProblemWithATraceAndNothingElse() throws Exception {
        MockHttpServletResponse broken = answer(Duration.ZERO);

        assertThat(broken.getStatus()).isEqualTo(500);
        assertThat(broken.getContentType()).isEqualTo("application/problem+json");
        assertThat(broken.getContentAsString())
                .contains("\"code\":\"INTERNAL\"", "\"traceId\"")
                .doesNotContain("broken");
    }
}
