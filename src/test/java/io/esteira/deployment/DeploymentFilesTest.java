package io.esteira.deployment;

import static io.esteira.deployment.SiteFiles.parse;
import static io.esteira.deployment.SiteFiles.read;
import static io.esteira.deployment.SiteFiles.variables;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The image, the Compose file and what it brings along: no image can be built where the tests run, but each file can be read. */
class DeploymentFilesTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_0-9]+)(:?[-?][^}]*)?}");

    @Test
    void composeHoldsNoSecretAndNamesItsVersions() {
        assertThat(services().keySet())
                .containsExactlyInAnyOrder("hub", "postgres", "mosquitto", "issuer", "issuer-database");
        services().forEach((name, service) -> {
            assertThat(String.valueOf(service.get("image"))).as(name).doesNotEndWith(":latest");
            environment(name).forEach((variable, value) -> {
                if (variable.contains("PASSWORD") && !value.isEmpty()) {
                    assertThat(value).as(name + " " + variable).matches("\\$\\{[A-Z_]+:\\?.+}");
                }
            });
        });
        assertThat(VARIABLE.matcher(read("docker-compose.yml")).results().map(found -> found.group(1)))
                .allSatisfy(variable -> assertThat(variables()).containsKey(variable));
    }

    @Test
    void eachServiceSeesItsOwnSecretsAlone() {
        List<String> ofTheIssuer = variables().keySet().stream()
                .filter(variable -> variable.startsWith("KEYCLOAK_") && !variable.endsWith("HOSTNAME"))
                .toList();

        // The whole of .env goes to the hub; what is blank in the Compose file outranks it.
        assertThat(ofTheIssuer).hasSize(3).allSatisfy(variable -> assertThat(environment("hub"))
                .containsEntry(variable, ""));
        services()
                .forEach((name, service) ->
                        assertThat(service.get("env_file")).as(name).isEqualTo("hub".equals(name) ? ".env" : null));
    }

    @Test
    void theHubFetchesKeysWhereTheIssuerIsInsideCompose() {
        assertThat(environment("hub"))
                .hasEntrySatisfying("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI", address -> assertThat(
                                address)
                        .contains("http://issuer:8080/realms/"
                                + parse(read("docker/realm.json")).get("realm") + "/protocol/openid-connect/certs"));
    }

    @Test
    void whatTheSiteBringsIsMounted() {
        assertThat(services().get("hub"))
                .extractingByKey("volumes")
                .isEqualTo(List.of("./drivers:/opt/esteira/drivers:ro", "./site:/opt/esteira/site:ro"));
    }

    @Test
    void theBrokerKeepsItsQueue() {
        assertThat(read("docker/mosquitto.conf").lines())
                .contains(
                        "persistence true",
                        "autosave_on_changes false",
                        "autosave_interval 1",
                        "allow_anonymous false",
                        "max_queued_messages 1000000",
                        "max_inflight_messages 200");
    }

    @Test
    void theBrokerCanReadThePasswordsThatTheGuidesMake() {
        assertThat(List.of("docker-compose.yml", "src/docs/sites/mqtt.md", "src/docs/sites/mqtt.pt-BR.md"))
                .allSatisfy(file -> assertThat(read(file))
                        .containsPattern("mosquitto_passwd -c /s/passwords esteira && chown 1883:1883 /s/passwords'"));
    }

    private static Map<String, String> environment(String service) {
        Map<?, ?> environment =
                (Map<?, ?>) Objects.requireNonNull(services().get(service)).getOrDefault("environment", Map.of());
        return environment.entrySet().stream()
                .collect(Collectors.toMap(entry -> (String) entry.getKey(), entry -> (String) entry.getValue()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        return (Map<String, Map<String, Object>>)
                Objects.requireNonNull(parse(read("docker-compose.yml")).get("services"));
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
                .contains("S256", "\"br.com.example.app:/callback\"");
        assertThat(List.of("src/docs/sites/oidc.md", "src/docs/sites/oidc.pt-BR.md"))
                .allSatisfy(guide -> assertThat(read(guide)).contains("'br.com.example.app:/callback'"));
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
}
