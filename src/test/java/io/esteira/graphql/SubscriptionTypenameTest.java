package io.esteira.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.platform.Caller;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;

/** What is going to be refused is left to whoever refuses it. */
class SubscriptionTypenameTest {

    private static String asked(String document) {
        ReadProperties limits = Contract.settings(Map.of());
        RequestRules rules = new RequestRules(limits, new Introspection(limits, () -> Caller.hub(Set.of())));
        WebGraphQlRequest request = new WebGraphQlRequest(
                URI.create("http://localhost/graphql"),
                new HttpHeaders(),
                new LinkedMultiValueMap<>(),
                null,
                Map.of(),
                new DefaultGraphQlRequest(document),
                "1",
                Locale.ENGLISH);
        AtomicReference<String> asked = new AtomicReference<>("");
        new SubscriptionTypename(rules)
                .intercept(request, passed -> {
                    asked.set(passed.toExecutionInput().getQuery());
                    return Mono.empty();
                })
                .block();
        return String.valueOf(asked.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "[1 2 3]"})
    void takesTheNameOfTheTypeOutOfWhatIsSound(String number) {
        assertThat(asked("subscription { __typename a(b: " + number + ") }")).doesNotContain("__typename");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 250})
    void looksNotIntoDocumentsOfEndlessNumbers(int digits) {
        String document = "subscription { __typename a(b: [" + ("9".repeat(digits) + ' ').repeat(40) + "]) }";

        assertThat(asked(document)).isEqualTo(document);
    }
}
