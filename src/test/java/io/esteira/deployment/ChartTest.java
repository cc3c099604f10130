package io.esteira.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The chart, linted and rendered by Helm itself. */
class ChartTest {

    private static final Path CHART = SiteFiles.ROOT.resolve("helm");

    private static final String VALUES = """
            existingSecret: esteira-secrets
            database: {url: "jdbc:postgresql://db:5432/esteira"}
            oidc: {issuer: "https://login.example.com/realms/plant"}
            companies: [{code: MATRIZ}, {code: LATICINIO, zone: America/Manaus}]
            csw: {enabled: true, url: "jdbc:IRIS://csw:1972/CONSISTEM", user: reader, companies: {"1": MATRIZ}}
            pcp: {enabled: true, url: "jdbc:postgresql://pcp:5432/PCP", user: reader, companies: {"1": MATRIZ}}
            protheus:
              enabled: true
              baseUrl: http://protheus:8084/rest
              user: esteira
              companies: [{code: LATICINIO, tenant: "01,0101", branch: "0101"}]
            mqtt: {enabled: true, url: "ssl://mqtt:8883", topics: [{filter: "plant/+", company: LATICINIO}]}
            ingress: {enabled: true, host: esteira.example.com, tlsSecret: tls}
            """;

    @Test
    void theChartLintsStrictly(@TempDir Path dir) throws IOException {
        // The linter looks at values alone where none is missing: the defaults name no site.
        Path chart = dir.resolve("esteira");
        copy(CHART, chart);
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
        List<Map<String, Object>> documents = documents(rendered);

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
                .containsEntry("ESTEIRA_ADAPTERS_PCP_COMPANIES_1", "MATRIZ")
                .containsEntry("ESTEIRA_ADAPTERS_PCP_ONCE", "false")
                .containsEntry("ESTEIRA_ADAPTERS_PROTHEUS_COMPANIES_0_BRANCH", "0101");
        assertThat(data.keySet().stream().map(SiteFiles::first))
                .isSubsetOf(SiteFiles.variables().keySet());
        assertThat(data.keySet()).noneMatch(variable -> variable.contains("PASSWORD"));
        assertThat(rendered)
                .contains("runAsNonRoot: true", "readOnlyRootFilesystem: true", "name: esteira-secrets")
                .contains("/actuator/health/readiness");
    }

    @Test
    void theChartRefusesWhatIsMissing(@TempDir Path dir) throws IOException {
        TemplateCommand nothing = template(dir, "{}");
        TemplateCommand noUrl = template(dir, VALUES.replace("url: \"jdbc:IRIS://csw:1972/CONSISTEM\", ", ""));
        TemplateCommand noPlanning = template(dir, VALUES.replace("url: \"jdbc:postgresql://pcp:5432/PCP\", ", ""));
        TemplateCommand wrong = template(dir, VALUES.replace("code: MATRIZ", "code: matriz"));
        TemplateCommand twoOfOneName = template(dir, VALUES + "replicas: 2\n");

        assertThatThrownBy(nothing::call).hasMessageContaining("database.url is missing");
        assertThatThrownBy(noUrl::call).hasMessageContaining("csw.url is missing");
        assertThatThrownBy(noPlanning::call).hasMessageContaining("pcp.url is missing");
        assertThatThrownBy(wrong::call).hasMessageContaining("companies");
        assertThatThrownBy(twoOfOneName::call).hasMessageContaining("replicas must be 1 where mqtt.enabled");
    }

    @Test
    void withoutMachinesTheHubMayHaveReplicas(@TempDir Path dir) throws IOException {
        String rendered = template(
                        dir, VALUES.replace("mqtt: {enabled: true", "mqtt: {enabled: false") + "replicas: 2\n")
                .call();

        assertThat(rendered).contains("replicas: 2").doesNotContain("Recreate");
    }

    @Test
    void filesOfTheSiteCanBeMounted(@TempDir Path dir) throws IOException {
        String rendered = template(dir, VALUES + """
                extraVolumes: [{name: site, configMap: {name: esteira-site}}]
                extraVolumeMounts: [{name: site, mountPath: /opt/esteira/site, readOnly: true}]
                """).call();

        assertThat(documents(rendered).toString())
                .containsPattern("volumes=\\[[^]]*\\{configMap=\\{name=esteira-site}, name=site}")
                .containsPattern("volumeMounts=\\[[^]]*\\{mountPath=/opt/esteira/site, name=site, readOnly=true}");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> documents(String rendered) {
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(new LoaderOptions()))
                                .loadAll(rendered)
                                .spliterator(),
                        false)
                .map(document -> (Map<String, Object>) document)
                .toList();
    }

    private static TemplateCommand template(Path dir, String values) throws IOException {
        Path file = Files.createTempFile(dir, "values", ".yaml");
        Files.writeString(file, values);
        return new Helm(CHART)
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
