package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.adapter.canonical.ItemChange.Kind;
import io.esteira.adapter.protheus.Company.Push;
import io.esteira.adapter.protheus.ProtheusProperties.Auth;
import io.esteira.adapter.protheus.ProtheusProperties.DowntimeSource;
import io.esteira.adapter.protheus.ProtheusProperties.Downtimes;
import io.esteira.adapter.protheus.ProtheusProperties.InspectionSource;
import io.esteira.adapter.protheus.ProtheusProperties.Inspections;
import io.esteira.adapter.protheus.ProtheusProperties.Master;
import io.esteira.adapter.protheus.ProtheusProperties.MasterSource;
import io.esteira.adapter.protheus.ProtheusProperties.OrderSource;
import io.esteira.adapter.protheus.ProtheusProperties.Orders;
import io.esteira.adapter.protheus.ProtheusProperties.PhaseSource;
import io.esteira.adapter.protheus.ProtheusProperties.Postings;
import io.esteira.adapter.protheus.ProtheusProperties.Switch;
import io.esteira.adapter.protheus.ProtheusProperties.TokenGrant;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProtheusPropertiesTests {

    private static final Map<String, String> LEAST = Map.of(
            "base-url", "http://erp:8084/rest",
            "user", "hub",
            "password", "s3cr3t-word",
            "companies[0].code", "LATICINIO",
            "companies[0].tenant", "T1,D MG 01",
            "companies[0].branch", "D MG 01");

    private static ProtheusProperties bind(Map<String, String> values) {
        Map<String, String> named = new HashMap<>();
        values.forEach((key, value) -> named.put("esteira.adapters.protheus." + key, value));
        return new Binder(new MapConfigurationPropertySource(named))
                .bind("esteira.adapters.protheus", ProtheusProperties.class)
                .get();
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> values = new HashMap<>(LEAST);
        values.put(key, value);
        return values;
    }

    @Test
    void aCompanyMayHaveAWriterOfItsOwn() {
        Map<String, String> values = with("companies[0].writer", "mata681+lossAppointment");
        values.put("companies[1].code", "B");
        values.put("companies[1].tenant", "01,0102");
        values.put("companies[1].branch", "0102");

        ProtheusProperties properties = bind(values);

        assertThat(properties.companies().stream().map(properties::writerOf))
                .containsExactly("mata681+lossAppointment", "mata681");
    }

    @Test
    void hasSafeDefaults() {
        assertThat(bind(LEAST))
                .isEqualTo(new ProtheusProperties(
                        false,
                        URI.create("http://erp:8084/rest"),
                        null,
                        "hub",
                        "s3cr3t-word",
                        Auth.OAUTH2,
                        "/api/oauth2/v1/token",
                        TokenGrant.HEADERS,
                        List.of(new Company(
                                "LATICINIO",
                                "T1,D MG 01",
                                "D MG 01",
                                ZoneId.of("America/Sao_Paulo"),
                                null,
                                new Push("", ""))),
                        "PCP",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        3,
                        Duration.ofSeconds(1),
                        500,
                        new Master(true, Duration.ofHours(1), MasterSource.GENERIC_QUERY),
                        new Master(true, Duration.ofHours(1), MasterSource.GENERIC_QUERY),
                        new Master(true, Duration.ofHours(1), MasterSource.GENERIC_QUERY),
                        new Orders(
                                true,
                                Duration.ofMinutes(1),
                                Duration.ofDays(7),
                                OrderSource.GENERIC_QUERY,
                                Duration.ofMinutes(15)),
                        new Postings(
                                true,
                                Duration.ofMinutes(1),
                                Duration.ofDays(7),
                                Duration.ofMinutes(10),
                                Duration.ofDays(7),
                                "yyyy-MM-dd HH:mm:ss.SSS"),
                        new Inspections(
                                false,
                                Duration.ofMinutes(2),
                                InspectionSource.QIP,
                                "",
                                "",
                                true,
                                100,
                                Duration.ofDays(30)),
                        new Downtimes(
                                true,
                                Duration.ofMinutes(1),
                                Duration.ofDays(7),
                                DowntimeSource.GENERIC_QUERY,
                                Duration.ofMinutes(5),
                                Duration.ofHours(1)),
                        PhaseSource.WORK_CENTRE,
                        null,
                        "01",
                        Switch.AUTO,
                        Switch.AUTO,
                        "mata681",
                        null,
                        Duration.ofMinutes(10)));
        assertThat(bind(LEAST).kinds()).containsEntry("PA", Kind.PRODUCT).containsEntry("PI", Kind.COMPONENT);
    }

    @Test
    void everyKeyCanBeSet() {
        Map<String, String> values = new HashMap<>(Map.of(
                "enabled", "true",
                "base-url", "https://cloud:1467/api/",
                "user", "u",
                "password", "p",
                "auth", "basic",
                "token-path", "/tlpp/oauth2/token",
                "token-grant", "form",
                "module", "SFC",
                "writer", "own",
                "writers", "/etc/esteira/writers"));
        values.putAll(Map.of(
                "connect-timeout", "1s",
                "read-timeout", "2s",
                "write-timeout", "3s",
                "retries", "7",
                "retry-pause", "4s",
                "page-size", "50",
                "refused-pause", "1h",
                "phase-source", "resource",
                "default-routing", "02"));
        values.putAll(Map.of(
                "companies[0].code", "A",
                "companies[0].tenant", "01,0101",
                "companies[0].branch", "0101",
                "companies[0].zone", "America/Manaus",
                "companies[0].push.user", "mes",
                "companies[0].push.password", "p4ss",
                "item-kinds.PA", "STYLE",
                "row-stamp", "on",
                "pending-table", "off"));
        values.putAll(Map.of(
                "items.enabled", "false",
                "items.cadence", "5s",
                "phases.enabled", "false",
                "phases.cadence", "6s",
                "routing.enabled", "false",
                "routing.cadence", "7s",
                "orders.from", "MRP",
                "orders.list-cadence", "5m"));
        values.putAll(Map.of(
                "orders.enabled",
                "false",
                "orders.cadence",
                "8s",
                "orders.ended-within",
                "3d",
                "postings.enabled",
                "false",
                "postings.cadence",
                "9s",
                "postings.snapshot-cadence",
                "2d",
                "postings.overlap",
                "1m",
                "postings.reread",
                "2d",
                "postings.stamp-pattern",
                "yyyyMMdd"));
        values.put("downtimes.enabled", "false");
        values.put("downtimes.cadence", "10s");
        values.put("downtimes.snapshot-cadence", "4d");
        values.put("downtimes.from", "STOP_REPORTS");
        values.put("downtimes.list-cadence", "6m");
        values.put("downtimes.reasons-cadence", "7m");

        values.putAll(Map.of(
                "items.from", "mrp",
                "routing.from", "MRP",
                "inspections.enabled", "true",
                "inspections.cadence", "11s",
                "inspections.from", "genericQuery",
                "inspections.login", "lab-user",
                "inspections.laboratory", "LABFIS",
                "inspections.with-laboratory", "false",
                "inspections.list-page-size", "9",
                "inspections.reread", "4d"));

        assertThat(bind(values))
                .isEqualTo(new ProtheusProperties(
                        true,
                        URI.create("https://cloud:1467/api/"),
                        null,
                        "u",
                        "p",
                        Auth.BASIC,
                        "/tlpp/oauth2/token",
                        TokenGrant.FORM,
                        List.of(new Company(
                                "A", "01,0101", "0101", ZoneId.of("America/Manaus"), null, new Push("mes", "p4ss"))),
                        "SFC",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        7,
                        Duration.ofSeconds(4),
                        50,
                        new Master(false, Duration.ofSeconds(5), MasterSource.MRP),
                        new Master(false, Duration.ofSeconds(6), MasterSource.GENERIC_QUERY),
                        new Master(false, Duration.ofSeconds(7), MasterSource.MRP),
                        new Orders(
                                false,
                                Duration.ofSeconds(8),
                                Duration.ofDays(3),
                                OrderSource.MRP,
                                Duration.ofMinutes(5)),
                        new Postings(
                                false,
                                Duration.ofSeconds(9),
                                Duration.ofDays(2),
                                Duration.ofMinutes(1),
                                Duration.ofDays(2),
                                "yyyyMMdd"),
                        new Inspections(
                                true,
                                Duration.ofSeconds(11),
                                InspectionSource.GENERIC_QUERY,
                                "lab-user",
                                "LABFIS",
                                false,
                                9,
                                Duration.ofDays(4)),
                        new Downtimes(
                                false,
                                Duration.ofSeconds(10),
                                Duration.ofDays(4),
                                DowntimeSource.STOP_REPORTS,
                                Duration.ofMinutes(6),
                                Duration.ofMinutes(7)),
                        PhaseSource.RESOURCE,
                        Map.of("PA", Kind.STYLE),
                        "02",
                        Switch.ON,
                        Switch.OFF,
                        "own",
                        Path.of("/etc/esteira/writers"),
                        Duration.ofHours(1)));
    }

    @Test
    void theAddressMayEndInASlash() {
        assertThat(bind(with("base-url", "http://erp:8084/rest/")).service("/api/x"))
                .isEqualTo(URI.create("http://erp:8084/rest/api/x"));
    }

    @Test
    void neverShowsThePassword() {
        Map<String, String> values = with("companies[0].push.user", "mes");
        values.put("companies[0].push.password", "t0p-s3cret");

        assertThat(bind(values).toString()).contains("hub", "mes").doesNotContain("s3cr3t-word", "t0p-s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "user,'',user must be the integration user",
        "password,'',password must be",
        "base-url,ftp://erp,base-url must be the address of the REST service",
        "base-url,erp,base-url must be",
        "companies[0].tenant,'T1, D MG 01',no blank around it",
        "companies[0].tenant,T1,one comma",
        "companies[0].branch,' ',the branch as C2_FILIAL holds it",
        "companies[0].code,' ',the hub's code",
        "companies[0].push.user,mes,both or none",
        "companies[0].push.password,p4ss,both or none",
        "page-size,0,page-size must be",
        "retries,-1,retries must be",
    })
    void aMistakeIsToldInOneSentenceWithItsKey(String key, String value, String message) {
        assertThatThrownBy(() -> bind(with(key, value))).rootCause().hasMessageContaining(message);
    }

    @Test
    void aCompanyIsListedOnce() {
        Map<String, String> values = new HashMap<>(LEAST);
        values.putAll(Map.of(
                "companies[1].code",
                "LATICINIO",
                "companies[1].tenant",
                "T1,D MG 02",
                "companies[1].branch",
                "D MG 02"));

        assertThatThrownBy(() -> bind(values)).rootCause().hasMessageContaining("each code once");
    }
}
