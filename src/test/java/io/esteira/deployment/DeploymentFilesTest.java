package io.esteira.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What sites deploy by says the same as the hub: no image can be built where the tests run, but each file can be read. */
class DeploymentFilesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_0-9]+)(:?[-?][^}]*)?}");

    private static final String VALUES = """
            existingSecret: esteira-secrets
            database: {url: "jdbc:postgresql://db:5432/esteira"}
            oidc: {issuer: "https://login.example.com/realms/plant"}
            companies: [{code: MATRIZ}, {code: LATICINIO, zone: America/Manaus}]
            csw: {enabled: true, url: "jdbc:IRIS://csw:1972/CONSISTEM", user: reader, companies: {"1": MATRIZ}}
            protheus:
              enabled: true
              baseUrl: http://protheus:8084/rest
              user: esteira
              companies: [{code: LATICINIO, tenant: "01,0101", branch: "0101"}]
            mqtt: {enabled: true, url: "ssl://mqtt:8883", topics: [{filter: "plant/+", company: LATICINIO}]}
            ingress: {enabled: true, host: esteira.example.com, tlsSecret: tls}
            """;

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Variables of .env.example, each with the line above it. */
    private static Map<String, String> variables() {
        Map<String, String> found = new LinkedHashMap<>();
        String before = "";
        for (String line : read(".env.example").split("\n", -1)) {
            if (line.matches("[A-Z].*=.*")) {
                found.put(line.substring(0, line.indexOf('=')), before);
            }
            before = line;
        }
        return found;
    }

    private static Map<String, Object> parse(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    @Test
    void eachVariableHasASentence() {
        assertThat(variables()).hasSizeGreaterThan(35).allSatisfy((variable, before) -> {
            // The company of a topic shares the sentence of its filter.
            if (!variable.endsWith("TOPICS_0_COMPANY")) {
                assertThat(before).as(variable).startsWith("# ").endsWith(".");
            }
        });
    }

    @Test
    void eachVariableOfAnAdapterIsOneThatTheAdapterKnows() throws ClassNotFoundException {
        for (String adapter : List.of("csw.Csw", "protheus.Protheus", "mqtt.Mqtt")) {
            String name = adapter.substring(0, adapter.indexOf('.'));
            Class<?> properties = Class.forName("io.esteira.adapter." + adapter + "Properties");
            StandardEnvironment environment = new StandardEnvironment();
            environment.getPropertySources().forEach(source -> environment
                    .getPropertySources()
                    .remove(Objects.requireNonNull(source).getName()));
            environment
                    .getPropertySources()
                    .addFirst(new SystemEnvironmentPropertySource(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, filled(name)));

            Object bound = new Binder(ConfigurationPropertySources.get(environment))
                    .bind(
                            "esteira.adapters." + name,
                            Bindable.of(properties),
                            new NoUnboundElementsBindHandler(BindHandler.DEFAULT, source -> true))
                    .get();

            assertThat(bound).isInstanceOf(properties);
        }
    }

    private static Map<String, Object> filled(String adapter) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String line : read(".env.example").split("\n", -1)) {
            if (line.startsWith("ESTEIRA_ADAPTERS_" + adapter.toUpperCase(java.util.Locale.ROOT))) {
                String value = line.substring(line.indexOf('=') + 1);
                values.put(line.substring(0, line.indexOf('=')), value.isEmpty() ? "http://host" : value);
            }
        }
        return values;
    }

    @Test
    void productionAsksForNoVariableThatTheExampleLeavesOut() {
        List<String> asked = VARIABLE.matcher(
                        read("src/main/resources/application-production.yml").replace("{ESTEIRA_SECRETS:", "{_:"))
                .results()
                .map(found -> found.group(1))
                .toList();
        List<String> withDefaults = Pattern.compile("\\$\\{(ESTEIRA_[A-Z_]+):")
                .matcher(read("src/main/resources/application-production.yml"))
                .results()
                .map(found -> found.group(1))
                .filter(variable -> !"ESTEIRA_SECRETS".equals(variable))
                .toList();

        assertThat(asked).isEmpty();
        assertThat(withDefaults).hasSizeGreaterThan(5);
        assertThat(variables()).containsKeys(withDefaults.toArray(String[]::new));
    }

    @Test
    @SuppressWarnings("unchecked")
    void composeHoldsNoSecretAndNamesItsVersions() {
        String text = read("docker-compose.yml");
        Map<String, Map<String, Object>> services = (Map<String, Map<String, Object>>)
                Objects.requireNonNull(parse(text).get("services"));

        assertThat(services.keySet())
                .containsExactlyInAnyOrder("hub", "postgres", "mosquitto", "issuer", "issuer-database");
        services.forEach((name, service) -> {
            assertThat(String.valueOf(service.get("image"))).as(name).doesNotEndWith(":latest");
            Map<String, String> environment =
                    (Map<String, String>) service.getOrDefault("environment", Map.<String, String>of());
            environment.forEach((variable, value) -> {
                if (variable.contains("PASSWORD")) {
                    assertThat(value).as(name + " " + variable).matches("\\$\\{[A-Z_]+:\\?.+}");
                }
            });
        });
        assertThat(VARIABLE.matcher(text).results().map(found -> found.group(1)))
                .allSatisfy(variable -> assertThat(variables()).containsKey(variable));
    }

    @Test
    void theBrokerLosesNothing() {
        assertThat(read("docker/mosquitto.conf").lines())
                .contains(
                        "persistence true",
                        "autosave_on_changes true",
                        "autosave_interval 1",
                        "allow_anonymous false",
                        "max_queued_messages 1000000",
                        "max_inflight_messages 200");
    }

    @Test
    @SuppressWarnings("unchecked")
    void theRealmGivesEveryRoleAndNoSecret() {
        String text = read("docker/realm.json");
        Map<String, Object> realm = parse(text);
        Map<String, List<Map<String, Object>>> roles =
                (Map<String, List<Map<String, Object>>>) Objects.requireNonNull(realm.get("roles"));

        assertThat(Objects.requireNonNull(roles.get("realm")).stream().map(role -> role.get("name")))
                .containsExactlyInAnyOrder(
                        "operator", "leader", "planner", "quality", "buyer", "analyst", "integration", "it", "admin");
        assertThat(text)
                .doesNotContainIgnoringCase("\"secret\"")
                .doesNotContain("credentials")
                .contains("S256");
    }

    @Test
    void theImageRunsAsNobodyInLayers() {
        List<String> lines = read("Dockerfile").lines().toList();
        List<String> bases =
                lines.stream().filter(line -> line.startsWith("FROM ")).toList();
        List<String> layers = lines.stream()
                .filter(line -> line.startsWith("COPY --from=layers"))
                .map(line -> line.replaceAll(".*layers/([a-z-]+)/.*", "$1"))
                .toList();

        assertThat(bases).allSatisfy(base -> assertThat(base).startsWith("FROM eclipse-temurin:25-jre"));
        assertThat(layers)
                .containsExactly("dependencies", "spring-boot-loader", "snapshot-dependencies", "application");
        assertThat(lines.indexOf("USER 10001:10001"))
                .isGreaterThan(lines.indexOf(Objects.requireNonNull(bases.getLast())))
                .isLessThan(lines.size() - 1);
        assertThat(lines.getLast()).startsWith("ENTRYPOINT [\"java\"").contains("io.esteira.EsteiraApplication");
        assertThat(read("Dockerfile")).doesNotContainIgnoringCase("password");
    }

    @Test
    void theChartLintsStrictly(@TempDir Path dir) throws IOException {
        // The linter looks at values alone where none is missing: the defaults name no site.
        Path chart = dir.resolve("esteira");
        copy(ROOT.resolve("helm"), chart);
        Files.writeString(
                chart.resolve("values.yaml"),
                Files.readString(chart.resolve("values.yaml"))
                        .replace("existingSecret: \"\"", "existingSecret: s")
                        .replace("url: \"\"\n  user: esteira", "url: jdbc:postgresql://db/e\n  user: esteira")
                        .replace("issuer: \"\"", "issuer: https://i")
                        .replace("companies: []\n# - code: MATRIZ", "companies: [{code: MATRIZ}]\n#"));

        LintResult result = new Helm(chart).lint().strict().call();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @Test
    @SuppressWarnings("unchecked")
    void theChartRendersWhatTheHubReads(@TempDir Path dir) throws IOException {
        String rendered = template(dir, VALUES).call();
        List<Map<String, Object>> documents = StreamSupport.stream(
                        new Yaml(new SafeConstructor(new LoaderOptions()))
                                .loadAll(rendered)
                                .spliterator(),
                        false)
                .map(document -> (Map<String, Object>) document)
                .toList();

        assertThat(documents.stream().map(document -> document.get("kind")))
                .containsExactlyInAnyOrder("ConfigMap", "Service", "Deployment", "Ingress");
        Map<String, String> data = documents.stream()
                .filter(document -> "ConfigMap".equals(document.get("kind")))
                .map(document -> (Map<String, String>) Objects.requireNonNull(document.get("data")))
                .findFirst()
                .orElseThrow();
        assertThat(data)
                .containsEntry("ESTEIRA_COMPANIES_1_ZONE", "America/Manaus")
                .containsEntry("ESTEIRA_ADAPTERS_CSW_COMPANIES_1", "MATRIZ")
                .containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_COMPANIES_0_BRANCH", "0101");
        assertThat(data.keySet().stream().map(DeploymentFilesTest::first))
                .isSubsetOf(variables().keySet());
        assertThat(data.keySet()).noneMatch(variable -> variable.contains("PASSWORD"));
        assertThat(rendered)
                .contains("runAsNonRoot: true", "readOnlyRootFilesystem: true", "name: esteira-secrets")
                .contains("/actuator/health/readiness");
    }

    /** The first of numbered ones, which the example shows. */
    private static String first(String variable) {
        return Pattern.compile("_\\d+_").matcher(variable).replaceAll((MatchResult found) -> "_0_");
    }

    @Test
    void theChartRefusesWhatIsMissing(@TempDir Path dir) throws IOException {
        TemplateCommand nothing = template(dir, "{}");
        TemplateCommand noUrl = template(dir, VALUES.replace("url: \"jdbc:IRIS://csw:1972/CONSISTEM\", ", ""));
        TemplateCommand wrong = template(dir, VALUES.replace("code: MATRIZ", "code: matriz"));

        assertThatThrownBy(nothing::call).hasMessageContaining("database.url is missing");
        assertThatThrownBy(noUrl::call).hasMessageContaining("csw.url is missing");
        assertThatThrownBy(wrong::call).hasMessageContaining("companies");
    }

    private static TemplateCommand template(Path dir, String values) throws IOException {
        Path file = Files.createTempFile(dir, "values", ".yaml");
        Files.writeString(file, values);
        return new Helm(ROOT.resolve("helm"))
                .template()
                .withName("plant")
                .withKubeVersion("v1.34.0")
                .withValuesFile(file);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
