package io.esteira.deployment;

import static io.esteira.deployment.SiteFiles.read;
import static io.esteira.deployment.SiteFiles.variables;
import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.deployment.SiteFiles.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** .env.example and the hub know the same variables, with the same defaults. */
class EnvironmentExampleTest {

    /** Keys in capitals, which a variable's name does not carry. */
    private static final Set<String> NOT_BY_VARIABLE = Set.of("ESTEIRA_ADAPTERS_PROTHEUS_ITEMKINDS");

    /** Left out it is the common one, which has a variable of its own. */
    private static final Set<String> NOT_A_DEFAULT = Set.of("ESTEIRA_ADAPTERS_PROTHEUS_COMPANIES_0_WRITER");

    /** Beats of the hub's own, which its tests hurry and a site has no reason to change. */
    private static final Set<String> OF_THE_HUB_ALONE = Set.of(
            "ESTEIRA_DOCTOR_FIRSTAFTER",
            "ESTEIRA_INBOX_REPLAYEVERY",
            "ESTEIRA_JOBS_LEASEEVERY",
            "ESTEIRA_MAPPING_LINKEVERY",
            "ESTEIRA_TELEMETRY_LINKITEMSEVERY",
            "ESTEIRA_TELEMETRY_PARTITIONSEVERY");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(esteira\\.[a-z.-]+):([^}]*)}");

    /** All properties of the hub and of its adapters. */
    static List<Class<?>> properties() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scan.findCandidateComponents("io.esteira").stream()
                .map(found -> Objects.requireNonNull(found.getBeanClassName()))
                .filter(name -> !name.startsWith("io.esteira.plant"))
                .<Class<?>>map(EnvironmentExampleTest::load)
                .toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String prefix(Class<?> properties) {
        return properties.getAnnotation(ConfigurationProperties.class).value();
    }

    private static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    @Test
    void eachVariableHasASentence() {
        assertThat(variables()).hasSizeGreaterThan(120).allSatisfy((name, variable) -> {
            // The company of a topic shares the sentence of its filter.
            if (!name.endsWith("TOPICS_0_COMPANY")) {
                assertThat(variable.before()).as(name).startsWith("# ").endsWith(".");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("properties")
    void eachPropertyHasAVariable(Class<?> properties) {
        assertThat(leaves(variable(prefix(properties)), properties).filter(name -> !NOT_BY_VARIABLE.contains(name)))
                .isSubsetOf(variables().keySet());
    }

    /** Names of what can be set, the first of lists and maps. */
    private static Stream<String> leaves(String prefix, Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> {
            String name = prefix + "_" + component.getName().toUpperCase(Locale.ROOT);
            Class<?> element = element(component);
            return element.isRecord()
                    ? leaves(element == component.getType() ? name : name + "_0", element)
                    : Stream.of(
                            component.getType() == Map.class && !NOT_BY_VARIABLE.contains(name) ? name + "_1" : name);
        });
    }

    /** What a list is of, else the component's own type. */
    private static Class<?> element(RecordComponent component) {
        Type type = component.getGenericType();
        return component.getType() == List.class
                        && type instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> of
                ? of
                : component.getType();
    }

    @ParameterizedTest
    @MethodSource("properties")
    void eachVariableIsOneThatTheHubKnows(Class<?> properties) {
        Map<String, Object> values = values(name -> true);
        values.replaceAll((name, value) -> value.equals("") ? something(name) : value);

        assertThat(bound(properties, values, new NoUnboundElementsBindHandler(BindHandler.DEFAULT, source -> true)))
                .isInstanceOf(properties);
    }

    @ParameterizedTest
    @MethodSource("properties")
    void whatIsShownAsDefaultIsTheDefault(Class<?> properties) {
        Map<String, Variable> all = variables();

        Object asShown =
                bound(properties, toFillIn(values(name -> !NOT_A_DEFAULT.contains(name))), BindHandler.DEFAULT);
        Object without = bound(
                properties,
                toFillIn(values(name -> !Objects.requireNonNull(all.get(name)).isDefault())),
                BindHandler.DEFAULT);

        assertThat(asShown).usingRecursiveComparison().isEqualTo(without);
    }

    @Test
    void whatTheHubAsksForByPlaceholderIsThereToo() throws IOException {
        try (Stream<Path> files = Files.walk(SiteFiles.ROOT.resolve("src/main/java"))) {
            List<MatchResult> asked = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> PLACEHOLDER.matcher(text(file)).results())
                    .toList();

            assertThat(asked).hasSizeGreaterThan(5).allSatisfy(placeholder -> {
                String name = variable(placeholder.group(1));
                if (!OF_THE_HUB_ALONE.contains(name)) {
                    assertThat(variables()).containsKey(name);
                    assertThat(Objects.requireNonNull(variables().get(name)).value())
                            .isEqualTo(placeholder.group(2));
                }
            });
        }
    }

    @Test
    void productionAsksForNoVariableThatTheExampleLeavesOut() {
        List<MatchResult> asked = Pattern.compile("\\$\\{([A-Z_0-9]+)(:[^}]*)?}")
                .matcher(read("src/main/resources/application-production.yml"))
                .results()
                .filter(found -> !"ESTEIRA_SECRETS".equals(found.group(1)))
                .toList();

        assertThat(asked).hasSizeGreaterThan(5).allSatisfy(found -> {
            assertThat(variables()).containsKey(found.group(1));
            assertThat(found.group(2)).as("a default").isNotNull();
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> values(Predicate<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        variables().forEach((name, variable) -> {
            if (wanted.test(name)) {
                values.put(name, variable.value());
            }
        });
        return values;
    }

    private static String something(String name) {
        return name.matches(".*(FOLDER|WRITERS)") ? "/opt/esteira/site" : "http://host";
    }

    /** What no adapter can do without. */
    private static Map<String, Object> toFillIn(Map<String, Object> values) {
        values.replaceAll((name, value) ->
                value.equals("") && name.matches(".*_(URL|BASEURL|USER|PASSWORD)") ? "http://host" : value);
        return values;
    }

    private static Object bound(Class<?> properties, Map<String, Object> values, BindHandler handler) {
        String prefix = prefix(properties);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().stream()
                .map(source -> Objects.requireNonNull(source).getName())
                .toList()
                .forEach(environment.getPropertySources()::remove);
        Map<String, Object> own = new LinkedHashMap<>(values);
        own.keySet().removeIf(name -> !isOf(name, prefix));
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, own));
        return new Binder(ConfigurationPropertySources.get(environment))
                .bindOrCreate(prefix, Bindable.of(properties), handler);
    }

    /** {@code esteira} is the prefix of the companies alone. */
    private static boolean isOf(String name, String prefix) {
        return name.startsWith("esteira".equals(prefix) ? "ESTEIRA_COMPANIES_" : variable(prefix) + "_");
    }
}
