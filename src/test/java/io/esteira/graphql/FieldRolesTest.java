package io.esteira.graphql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQLError;
import graphql.schema.GraphQLFieldDefinition;
import io.esteira.platform.Role;
import io.esteira.support.HubTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Flux;

/** What is told of rights is what is done: each root field is asked by each role. */
class FieldRolesTest extends HubTest {

    private static final Pattern NEEDS = Pattern.compile("Needs the role ([a-z]+(?:, [a-z]+)*(?: or [a-z]+)?)\\.");

    private static final Duration SOON = Duration.ofSeconds(60);

    private record Told(OperationKind kind, String field, Set<String> roles, boolean mine) {

        static Told of(Map<String, ?> right) {
            return new Told(
                    OperationKind.valueOf((String) requireNonNull(right.get("kind"))),
                    (String) requireNonNull(right.get("field")),
                    ((List<?>) requireNonNull(right.get("roles")))
                            .stream().map(String::valueOf).collect(Collectors.toSet()),
                    Boolean.TRUE.equals(right.get("mine")));
        }
    }

    @Autowired
    private WebGraphQlHandler contract;

    @Autowired
    private GraphQlSource source;

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    private static void logIn(String... roles) {
        Jwt token = Jwt.withTokenValue("token")
                .header("alg", "none")
                .subject("rights")
                .claim("client_id", "rights " + String.join(" ", roles))
                .claim("roles", List.of(roles))
                .claim("companies", List.of("MATRIZ"))
                .expiresAt(Instant.now().plusSeconds(600))
                .build();
        SecurityContextHolder.getContext().setAuthentication(new JwtAuthenticationToken(token));
    }

    private WebGraphQlResponse ask(String document) {
        return requireNonNull(contract.handleRequest(new WebGraphQlRequest(
                        URI.create("http://127.0.0.1/graphql"),
                        new HttpHeaders(),
                        new LinkedMultiValueMap<>(),
                        null,
                        Map.of(),
                        new DefaultGraphQlRequest(document, null, Map.of(), Map.of()),
                        "1",
                        Locale.ROOT))
                .block());
    }

    private List<Told> rights() {
        List<Map<String, ?>> rights =
                ask("{ rights { kind field roles mine } }").field("rights").getValue();
        return requireNonNull(rights).stream().map(Told::of).toList();
    }

    private String answer(String document) {
        WebGraphQlResponse response = ask(document);
        // To what is not there nobody can listen: who may is told so, others that they may not, once they listen.
        return response.getData() instanceof Publisher<?> events && document.contains("(")
                ? String.valueOf(Flux.from(events)
                        .<Object>cast(Object.class)
                        .onErrorResume(SubscriptionPublisherException.class, FieldRolesTest::errors)
                        .blockFirst(SOON))
                : String.valueOf(response.toMap());
    }

    private static Flux<Object> errors(SubscriptionPublisherException refused) {
        return Flux.fromIterable(refused.getErrors()).map(GraphQLError::toSpecification);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsToldIsDone(Role role) {
        logIn(role.claim());
        List<Told> rights = rights();
        SoftAssertions asked = new SoftAssertions();

        for (Told right : rights) {
            assertThat(right.mine()).as(right.field()).isEqualTo(right.roles().contains(role.claim()));
            String document = LeastDocument.of(source.schema(), right.kind(), right.field());
            String answer = answer(document);
            asked.assertThat(answer).as(document).doesNotContain("Validation", "INTERNAL", "_LIMIT");
            asked.assertThat(answer.contains("FORBIDDEN"))
                    .as("%s is refused to %s: %s", document, role, answer)
                    .isEqualTo(!right.mine());
        }

        asked.assertAll();
    }

    @Test
    void oneOfSeveralRolesIsEnough() {
        logIn("buyer", "it");

        assertThat(rights())
                .filteredOn(Told::mine)
                .extracting(Told::field)
                .contains("quarantine", "cancelJob", "items");
        assertThat(rights())
                .filteredOn(right -> !right.mine())
                .extracting(Told::field)
                .contains("savePlan", "phaseTargets");
    }

    @Test
    void allRootFieldsAreToldInOrder() {
        logIn("buyer");

        assertThat(rights().stream().map(right -> right.kind() + " " + right.field()))
                .containsExactlyElementsOf(Arrays.stream(OperationKind.values())
                        .flatMap(kind -> kind.fields(source.schema()).map(field -> kind + " " + field))
                        .toList())
                .hasSizeGreaterThan(150);
    }

    @Test
    void whatDescriptionsSayIsTrue() {
        logIn("buyer");

        List<Told> described = rights().stream()
                .filter(right -> !rolesOfDescription(right).isEmpty())
                .toList();

        assertThat(described)
                .hasSizeGreaterThan(40)
                .allSatisfy(right -> assertThat(right.roles()).as(right.field()).isEqualTo(rolesOfDescription(right)));
    }

    private Set<String> rolesOfDescription(Told right) {
        GraphQLFieldDefinition field =
                source.schema().getObjectType(right.kind().root()).getFieldDefinition(right.field());
        Matcher told = NEEDS.matcher(requireNonNull(field.getDescription()).replaceAll("\\s+", " "));
        return told.find()
                ? Stream.concat(Stream.of("admin"), Stream.of(told.group(1).split(", | or ")))
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ me { name } }", "{ rights { field } }", "{ items { totalCount } }"})
    void whoHasNoRoleMayNothing(String document) {
        logIn();

        assertThat(Contract.code(ask(document))).isEqualTo("FORBIDDEN");
    }
}
