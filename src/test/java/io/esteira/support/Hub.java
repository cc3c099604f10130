package io.esteira.support;

import io.esteira.platform.Alerts;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.ChangeSignal;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.platform.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Some packages of the hub on a database, with hand-written neighbours: a node of its own, of which a test may start two. */
public final class Hub implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final AtomicInteger signals = new AtomicInteger();
    private final FakeAlerts alerts = new FakeAlerts();

    private Hub(DataSource dataSource, Clock clock) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        context.registerBean(JdbcTemplate.class, () -> jdbc);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
        context.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(Traces.class, Traces::none);
        context.registerBean(Alerts.class, () -> alerts);
        context.registerBean(Audit.class, () -> new TableAudit(jdbc));
        context.registerBean(
                Companies.class, () -> new TableCompanies(JdbcClient.create(dataSource), new ConcurrentHashMap<>()));
        context.registerBean("testSignal", ChangeSignal.class, () -> signals::incrementAndGet);
        context.registerBean(ChangeSignals.class, () -> new ChangeSignals(context.getBeanProvider(ChangeSignal.class)));
    }

    public static Hub on(DataSource dataSource, Clock clock) {
        return new Hub(dataSource, clock);
    }

    public <T> Hub with(String name, Class<T> type, T bean) {
        context.registerBean(name, type, () -> bean);
        return this;
    }

    /** A record of properties, as Boot would bind it. */
    public Hub bind(String className, Map<String, String> values) {
        try {
            return bind(Class.forName(className), values);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(className, e);
        }
    }

    private <T> Hub bind(Class<T> type, Map<String, String> values) {
        String prefix = type.getAnnotation(ConfigurationProperties.class).value();
        T bound = new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, type);
        context.registerBean(type, () -> bound);
        return this;
    }

    public Hub start(String... packages) {
        context.scan(packages);
        context.refresh();
        return this;
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T get(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public FakeAlerts alerts() {
        return alerts;
    }

    public int signals() {
        return signals.get();
    }

    @Override
    public void close() {
        context.close();
    }

    /** Someone with the given roles in the given companies. */
    public static Caller caller(Set<Role> roles, Company... companies) {
        Set<Short> ids = List.of(companies).stream().map(Company::id).collect(Collectors.toSet());
        return new Caller("maria", "app", roles, ids, "127.0.0.1", Instant.MAX);
    }

    private record TableAudit(JdbcTemplate jdbc) implements Audit {
        @Override
        public void record(
                Caller caller, String action, @Nullable Short companyId, String subject, Map<String, ?> detail) {
            jdbc.update(
                    "insert into hub.audit_entry (actor, action, company_id, subject, detail) values (?, ?, ?, ?, ?::jsonb)",
                    caller.name(),
                    action,
                    companyId,
                    subject,
                    JsonMapper.shared().writeValueAsString(detail));
        }

        @Override
        public Entry entry(Caller caller, Map<String, ?> detail) {
            return new Entry(caller.name(), "{}", caller.remoteAddress(), null);
        }
    }

    private record TableCompanies(JdbcClient jdbc, Map<String, Company> known) implements Companies {
        @Override
        public List<Company> all() {
            return jdbc.sql("select id, code, name, zone from hub.company")
                    .query((row, n) -> new Company(
                            row.getShort("id"),
                            row.getString("code"),
                            row.getString("name"),
                            ZoneId.of(row.getString("zone"))))
                    .list();
        }

        @Override
        public Optional<Company> find(String code) {
            if (!known.containsKey(code)) {
                all().forEach(company -> known.put(company.code(), company));
            }
            return Optional.ofNullable(known.get(code));
        }

        @Override
        public Company get(String code) {
            return find(code).orElseThrow(() -> new IllegalArgumentException(code));
        }

        @Override
        public Company get(short id) {
            return all().stream()
                    .filter(company -> company.id() == id)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
