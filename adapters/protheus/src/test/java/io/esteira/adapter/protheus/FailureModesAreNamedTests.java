package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each mode in which Protheus is known to fail has a test of its number. */
class FailureModesAreNamedTests {

    private static final int LAST = 38;

    static final String[] MODES = Stream.iterate(1, number -> number <= LAST, number -> number + 1)
            .map(number -> "f" + (number < 10 ? "0" : "") + number)
            .toArray(String[]::new);

    @ParameterizedTest
    @FieldSource("MODES")
    void hasATest(String mode) throws IOException, URISyntaxException {
        assertThat(tests()).anyMatch(name -> name.startsWith(mode));
    }

    private static Set<String> tests() throws IOException, URISyntaxException {
        Path here = Path.of(FailureModesAreNamedTests.class.getResource("").toURI());
        try (Stream<Path> classes = Files.list(here)) {
            return classes.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Tests.class"))
                    .flatMap(name ->
                            Arrays.stream(type(name.replace(".class", "")).getDeclaredMethods()))
                    .filter(FailureModesAreNamedTests::isTest)
                    .map(Method::getName)
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isTest(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().endsWith("Test"));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(FailureModesAreNamedTests.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
