package io.esteira.telemetry;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.adapter.CounterSink.CounterReading;
import io.esteira.plant.embedded.Ports;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Traces;
import io.esteira.telemetry.SimulatedMachine.Made;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A PostgreSQL with the hub's tables, started once for all tests, and the module's parts on it. Machines are new per test. */
final class TelemetryDatabase implements Companies {

    private static @Nullable TelemetryDatabase shared;

    private final HikariDataSource dataSource = new HikariDataSource();
    private final Company matriz;
    private final Company laticinio;

    final JdbcClient jdbc;
    final JdbcTransactionManager transactions;
    final AtomicInteger signals = new AtomicInteger();
    final HubCounters counters;
    final ItemLinks links;

    static synchronized TelemetryDatabase shared() {
        if (shared == null) {
            shared = new TelemetryDatabase();
        }
        return shared;
    }

    private TelemetryDatabase() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setPort(Ports.free())
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            dataSource.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dataSource.setMaximumPoolSize(6);
        Flyway.configure()
                .dataSource(dataSource)
                .defaultSchema("hub")
                .locations("classpath:db/migration")
                .load()
                .migrate();
        jdbc = JdbcClient.create(dataSource);
        transactions = new JdbcTransactionManager(dataSource);
        matriz = company("MATRIZ");
        laticinio = company("LATICINIO");
        var told = new ChangeSignals(List.of(signals::incrementAndGet));
        counters = new HubCounters(
                new CounterStore(jdbc, this), this, transactions, told, new SimpleMeterRegistry(), Traces.none());
        links = new ItemLinks(jdbc, new UnmappedCodes(jdbc), told, Clock.systemUTC());
    }

    private Company company(String code) {
        short id = jdbc.sql(
                        "insert into hub.company (code, name, zone) values (?, ?, 'America/Sao_Paulo') returning id")
                .params(code, code)
                .query(Short.class)
                .single();
        return new Company(id, code, code, ZoneId.of("America/Sao_Paulo"));
    }

    void addItem(String company, String code) {
        jdbc.sql("""
                        insert into hub.item (public_id, company_id, source, code, description, kind, active, observed_at)
                        values (gen_random_uuid(), ?, 'csw', ?, 'An item', 'PRODUCT', true, now())
                        """).params(get(company).id(), code).update();
    }

    /** A mapping that has taken effect: the machines' code leads to an item of another code. */
    void mapItem(String company, String productCode, String itemCode) {
        addItem(company, itemCode);
        jdbc.sql("""
                        with mapped as (
                          insert into hub.code_mapping (company_id, kind, from_source, from_code, to_source, to_code,
                            created_at, created_by, updated_at, updated_by)
                          values (?, 'ITEM', 'mqtt', ?, 'csw', ?, now(), 'it', now(), 'it') returning *
                        )
                        insert into hub.source_ref (company_id, entity, source, key, id, mapping_id)
                        select m.company_id, 'item', m.from_source, m.from_code, i.id, m.id
                          from mapped m join hub.item i on i.company_id = m.company_id and i.code = m.to_code
                        """).params(get(company).id(), productCode, itemCode).update();
    }

    /** The mapping of the code ran out some days ago, and is not effective any more. */
    void endMapping(String productCode) {
        jdbc.sql("""
                        with ended as (
                          update hub.code_mapping set valid_from = date '2020-01-01' + id::int, valid_to = current_date - 3
                           where from_code = ? and valid_to is null returning id
                        )
                        delete from hub.source_ref r using ended e where r.mapping_id = e.id
                        """).param(productCode).update();
    }

    static String newMachine() {
        return "machine-" + UUID.randomUUID();
    }

    static CounterReading reading(String machine, Instant at, String product, long good, long bad) {
        return new CounterReading("mqtt", "MATRIZ", machine, "Prensa", product, at, good, bad, "RUNNING");
    }

    /** What the tables say the machine has made. */
    Map<String, Made> made(String machine) {
        Map<String, Made> made = new TreeMap<>();
        jdbc.sql("""
                        select c.product_code, c.good, c.bad from hub.machine_count c
                          join hub.equipment e on e.id = c.equipment_id where e.code = ?
                        """).param(machine).query(row -> {
            made.put(row.getString("product_code"), new Made(row.getLong("good"), row.getLong("bad")));
        });
        return made;
    }

    /** Entries of the change log for the machine's counts, oldest first: kind, and the good count before. */
    List<String> changes(String machine) {
        return jdbc.sql("""
                        select l.kind::text || coalesce(' ' || (l.before ->> 'good'), '') from hub.change_log l
                          join hub.machine_count c on c.id = l.row_id and l.entity = 'machine_count'
                          join hub.equipment e on e.id = c.equipment_id where e.code = ? order by l.seq
                        """).param(machine).query(String.class).list();
    }

    long readings(String machine) {
        return jdbc.sql("""
                        select count(*) from hub.counter_reading r join hub.equipment e on e.id = r.equipment_id
                         where e.code = ?
                        """).param(machine).query(Long.class).single();
    }

    @Override
    public List<Company> all() {
        return List.of(matriz, laticinio);
    }

    @Override
    public Optional<Company> find(String code) {
        return all().stream().filter(company -> company.code().equals(code)).findFirst();
    }

    @Override
    public Company get(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("unknown company " + code));
    }

    @Override
    public Company get(short id) {
        return all().stream().filter(company -> company.id() == id).findFirst().orElseThrow();
    }
}
