package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.plant.Plant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The doctor before the simulated plant. */
@Execution(ExecutionMode.SAME_THREAD)
abstract class DoctorOnPlant {

    static final String SECRET = "s3cr3t-word";

    @TempDir
    static Path dir;

    static Plant plant;

    @BeforeAll
    static void start() {
        plant = Plant.start(PlantServer.settings(dir));
    }

    @AfterAll
    static void stop() {
        plant.close();
    }

    @BeforeEach
    void nothingFails() {
        plant.faults().clear();
        plant.setParameter("STAMP", "1");
    }

    static Diagnosis diagnose(String... more) {
        return diagnose(Clock.systemUTC(), more);
    }

    static Diagnosis diagnose(Clock clock, String... more) {
        Map<String, String> values = new HashMap<>(Map.of(
                "base-url", plant.protheusUri().toString(),
                "user", plant.protheusUser(),
                "password", plant.protheusPassword(),
                "companies[0].code", "LATICINIO",
                "companies[0].tenant", "T1,D MG 01",
                "companies[0].branch", "D MG 01",
                "retry-pause", "5ms"));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Map<String, String> named = new HashMap<>();
        values.forEach((key, value) -> named.put("esteira.adapters.protheus." + key, value));
        ProtheusProperties properties = new Binder(new MapConfigurationPropertySource(named))
                .bind("esteira.adapters.protheus", ProtheusProperties.class)
                .get();
        return new ProtheusDoctor(properties, clock).diagnose(Duration.ofSeconds(60));
    }

    static Finding only(Diagnosis diagnosis) {
        List<Finding> unusable = diagnosis.findings().stream()
                .filter(finding -> !finding.verdict().isUsable())
                .toList();
        return assertThat(unusable).singleElement().actual();
    }

    static Finding finding(Diagnosis diagnosis, String subject) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError(subject + " in " + diagnosis));
    }
}
