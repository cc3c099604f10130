package io.esteira.bi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.plant.embedded.Ports;
import io.esteira.support.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A server of its own, on which the hub's user has few rights: roles are the whole server's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BiRoleTest {

    private final EmbeddedPostgres server;

    BiRoleTest() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPort(Ports.free())
                .setServerConfig("fsync", "off")
                .setPGStartupWait(Duration.ofSeconds(120))
                .start();
    }

    @BeforeAll
    void makeTheHubsUser() {
        admin("postgres").sql("create role hubber login").update();
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    private JdbcClient admin(String database) {
        return JdbcClient.create(server.getDatabase("postgres", database));
    }

    private DataSource hub(String database) {
        return server.getDatabase("hubber", database);
    }

    private String text(String database, String sql) {
        return admin(database).sql(sql).query(String.class).single();
    }

    @Test
    void aHubThatMayMakeNoRolesStartsAndGrantsOnceAnAdministratorHasMadeIt() {
        // given
        admin("postgres").sql("create database poor owner hubber").update();

        // when
        TestDatabase.migrate(hub("poor"));

        // then
        assertThat(text("poor", "select coalesce(to_regrole('esteira_bi')::text, 'none')"))
                .isEqualTo("none");
        assertThat(text("poor", "select count(*)::text from pg_views where schemaname = 'bi'"))
                .isNotEqualTo("0");

        // when: an administrator does what the warning says, and the hub starts again
        admin("poor").sql("create role esteira_bi nologin").update();
        TestDatabase.migrate(hub("poor"));

        // then
        assertThat(text("poor", "select has_schema_privilege('esteira_bi', 'bi', 'usage')::text"))
                .isEqualTo("true");
        assertThat(text("poor", "select has_table_privilege('esteira_bi', 'bi.fact_posting', 'select')::text"))
                .isEqualTo("true");
        assertThat(text("poor", "select has_schema_privilege('esteira_bi', 'hub', 'usage')::text"))
                .isEqualTo("false");
    }

    @Test
    void aHubThatMayMakeNoSchemaSaysWhatToDoAndHasLostNothing() {
        // given
        admin("postgres").sql("create database closed").update();
        admin("closed").sql("create schema hub authorization hubber").update();

        // then
        assertThatThrownBy(() -> TestDatabase.migrate(hub("closed")))
                .hasMessageContaining("CREATE SCHEMA bi AUTHORIZATION hubber");

        // when
        admin("closed").sql("create schema bi authorization hubber").update();
        TestDatabase.migrate(hub("closed"));

        // then
        assertThat(text("closed", "select count(*)::text from pg_views where schemaname = 'bi'"))
                .isNotEqualTo("0");
    }
}
