package io.esteira.mapping;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Factory;
import io.esteira.support.Hub;
import io.esteira.support.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The module on a database of its own, in two companies; the day is 2026-05-20 unless a node of another day is started. */
final class MappingDatabase implements AutoCloseable {

    final HikariDataSource dataSource;
    final JdbcClient jdbc;
    final Company matriz;
    final Company laticinio;
    final Hub hub;
    final CodeMappings mappings;
    final Caller it;

    MappingDatabase() {
        this(TestDatabase.create());
    }

    MappingDatabase(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        jdbc = JdbcClient.create(dataSource);
        matriz = new Factory(dataSource).company("MATRIZ");
        laticinio = new Factory(dataSource).company("LATICINIO");
        hub = hubOn("2026-05-20");
        mappings = hub.get(CodeMappings.class);
        it = Hub.caller(Set.of(Role.IT), matriz, laticinio);
    }

    Hub hubOn(String day) {
        Hub started = Hub.on(dataSource, Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC));
        return started.with(
                        "transactionTemplate",
                        TransactionTemplate.class,
                        new TransactionTemplate(new JdbcTransactionManager(dataSource)))
                .start("io.esteira.mapping", "io.esteira.jobs");
    }

    static CodeMapping item(String fromCode, String toCode) {
        return item(fromCode, toCode, null, null);
    }

    static CodeMapping item(String fromCode, String toCode, @Nullable String validFrom, @Nullable String validTo) {
        return new CodeMapping(MappingKind.ITEM, "mqtt", fromCode, "protheus", toCode, day(validFrom), day(validTo));
    }

    private static @Nullable LocalDate day(@Nullable String day) {
        return day == null ? null : LocalDate.parse(day);
    }

    CodeMappings.Answer.Done save(CodeMapping mapping) {
        return (CodeMappings.Answer.Done) mappings.save(it, "MATRIZ", null, mapping);
    }

    long addItem(String code, String source) {
        return jdbc.sql("""
                        insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                        values (gen_random_uuid(), ?, ?, ?, 'An item', 'PRODUCT', true, now()) returning id
                        """).params(matriz.id(), source, code).query(Long.class).single();
    }

    /** While it is open, nobody changes mappings of the company. */
    Connection lockedMappings() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtext('esteira.code_mapping'), ?)")) {
            lock.setInt(1, matriz.id());
            lock.execute();
        }
        return connection;
    }

    /** How many wait for {@link #lockedMappings}. */
    long waiting() {
        return count("pg_locks where locktype = 'advisory' and not granted"
                + " and database = (select oid from pg_database where datname = current_database())");
    }

    /** @param from tables and conditions */
    long count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }

    /** What a key of the machines leads to. */
    Optional<Long> linked(String key) {
        return jdbc.sql("select id from hub.source_ref where entity = 'item' and source = 'mqtt' and key = ?")
                .param(key)
                .query(Long.class)
                .optional();
    }

    @Override
    public void close() {
        hub.close();
        dataSource.close();
    }
}
