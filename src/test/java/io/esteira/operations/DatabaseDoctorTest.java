package io.esteira.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import io.esteira.support.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.JdbcTemplate;

@Execution(ExecutionMode.SAME_THREAD)
class DatabaseDoctorTest {

    private final HikariDataSource database = TestDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    private static Diagnosis diagnose(String url, String user) {
        return new DatabaseDoctor(url, user, "s3cr3t-word", 12).diagnose(Duration.ofSeconds(30));
    }

    /** Without the user that the tests' own pool has in it. */
    private String url() {
        return database.getJdbcUrl().replaceAll("\\?.*", "");
    }

    private static List<Finding> unusable(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .filter(finding -> !finding.verdict().isUsable())
                // The server of the tests is in no hurry to keep anything.
                .filter(finding -> !finding.subject().equals("durability"))
                .toList();
    }

    @Test
    void migrationsThatWaitAreCountedAndNotApplied() {
        // given
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.execute("drop schema hub cascade");

        // when
        Diagnosis diagnosis = diagnose(url(), "postgres");

        // then
        assertThat(unusable(diagnosis)).isEmpty();
        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.subject().equals("migrations"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).matches("\\d{2} pending: .*"));
        assertThat(jdbc.queryForObject("select count(*) from pg_namespace where nspname = 'hub'", Long.class))
                .isZero();
    }

    @Test
    void aUserWithoutRightsIsNamed() {
        // given
        JdbcTemplate jdbc = new JdbcTemplate(database);
        String user = "poor_" + Math.abs(System.nanoTime());
        jdbc.execute("create role " + user + " login");
        jdbc.execute("grant usage on schema hub to " + user);
        jdbc.execute("grant select on all tables in schema hub to " + user);

        // when
        List<Finding> unusable = unusable(diagnose(url(), user));

        // then
        assertThat(unusable).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("schema hub");
            assertThat(finding.verdict()).isEqualTo(Verdict.FORBIDDEN);
            assertThat(finding.sentencePt()).contains(user);
        });
    }

    @Test
    void whatIsWrongWithTheConnectionIsOneSentenceWithoutThePassword() {
        // when
        Diagnosis port = diagnose("jdbc:postgresql://127.0.0.1:1/esteira?password=s3cr3t-word", "esteira");
        Diagnosis user = diagnose(url(), "nobody_of_this_name");
        Diagnosis name = diagnose(url().replaceAll("/test_\\d+", "/nowhere"), "postgres");
        Diagnosis nothing = diagnose("", "");

        // then
        assertThat(unusable(port)).singleElement().satisfies(finding -> assertThat(finding.sentence())
                .startsWith("Nothing listens at jdbc:postgresql://127.0.0.1:1/esteira."));
        assertThat(unusable(user)).singleElement().satisfies(finding -> assertThat(finding.verdict())
                .isEqualTo(Verdict.FORBIDDEN));
        assertThat(unusable(name)).singleElement().satisfies(finding -> assertThat(finding.sentence())
                .contains("/nowhere"));
        assertThat(unusable(nothing)).singleElement().satisfies(finding -> assertThat(finding.sentence())
                .contains("ESTEIRA_DATABASE_URL"));
        assertThat(List.of(port, user, name).toString()).doesNotContain("s3cr3t-word");
    }

    @Test
    void likenessThatIsMissingIsToldAndWorksOnceAnAdministratorHasInstalledIt() {
        // given
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.execute("drop extension pg_trgm cascade");

        // when
        Diagnosis without = diagnose(url(), "postgres");
        jdbc.execute("create extension pg_trgm");
        TestDatabase.migrate(database);

        // then
        assertThat(without.findings())
                .filteredOn(finding -> finding.subject().equals("extensions"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(Verdict.INFO);
                    assertThat(finding.sentencePt()).contains("CREATE EXTENSION pg_trgm");
                });
        assertThat(jdbc.queryForObject("select to_regclass('hub.item_likeness') is not null", Boolean.class))
                .isTrue();
    }

    @Test
    void aHostThatSaysNothingIsOneSentence() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // when
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/hub";
            Diagnosis diagnosis = new DatabaseDoctor(url, "esteira", "s3cr3t-word", 12).diagnose(Duration.ofSeconds(2));

            // then
            assertThat(unusable(diagnosis)).singleElement().satisfies(finding -> {
                assertThat(finding.subject()).isEqualTo("connection");
                assertThat(finding.sentence()).startsWith("No answer");
            });
        }
    }
}
