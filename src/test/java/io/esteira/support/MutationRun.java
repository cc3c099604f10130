package io.esteira.support;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What the mutants of an area have to get past, for the profile {@code mutation}: whole classes of tests, up to the first that fails, since
 * a class makes its database once and PIT runs each test by itself.
 */
class MutationRun {

    private static final Map<String, String> AREAS = Map.of(
            "planning", "planning\\.\\w+Test",
            "outbox",
                    "(outbox\\.\\w+|production\\.Posting(s|Reversal|Sighting)|delivery\\.Downtimes|delivery\\.DeliveryDesk)Test",
            "delivery", "delivery\\.\\w+Test",
            "query",
                    "(query\\.\\w+|graphql\\.(Aggregates|BadInput|Conditions|Copies|EmbeddedRows|KeptStatements|NestedReads|Paging|ReadLimits|Rights))Test");

    static Stream<Class<?>> tests() {
        String area = System.getProperty("mutation", "");
        Predicate<String> chosen = Pattern.compile("io\\.esteira\\." + AREAS.getOrDefault(area, area))
                .asMatchPredicate();
        return ReflectionSupport.streamAllClassesInPackage("io.esteira", test -> true, chosen)
                .map(test -> (Class<?>) test);
    }

    @ParameterizedTest
    @MethodSource("tests")
    void passes(Class<?> test) {
        CancellationToken rest = CancellationToken.create();
        List<Throwable> failures = new ArrayList<>();
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(test))
                        .filters(TagFilter.excludeTags("long"))
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                        .forExecution()
                        .cancellationToken(rest)
                        .listeners(new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier part, TestExecutionResult result) {
                                result.getThrowable().ifPresent(failure -> {
                                    failures.add(failure);
                                    rest.cancel();
                                });
                            }
                        })
                        .build());
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.getFirst());
        }
    }
}
