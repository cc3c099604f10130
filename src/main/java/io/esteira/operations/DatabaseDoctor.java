package io.esteira.operations;

import io.esteira.adapter.doctor.Diagnosis;
import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.SourceDoctor;
import io.esteira.adapter.doctor.Trouble;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Looks at the hub's own database, without migrating it. */
final class DatabaseDoctor implements SourceDoctor {

    private static final Duration ONE_ANSWER = Duration.ofSeconds(8);
    private static final String CONNECTION = "connection";
    private static final String SCHEMA = "hub";
    private static final int OLDEST = 17;

    private final String url;
    private final String user;
    private final String password;
    private final int connections;

    DatabaseDoctor(String url, String user, String password, int connections) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.connections = connections;
    }

    static DatabaseDoctor of(Environment environment) {
        return new DatabaseDoctor(
                environment.getProperty("spring.datasource.url", ""),
                environment.getProperty("spring.datasource.username", ""),
                environment.getProperty("spring.datasource.password", ""),
                environment.getProperty("spring.datasource.hikari.maximum-pool-size", Integer.class, 12));
    }

    @Override
    public String source() {
        return "database";
    }

    @Override
    public Diagnosis diagnose(Duration within) {
        Examination examination = new Examination(within, password);
        examination.suggestAddress("ESTEIRA_DATABASE_URL", url);
        examination.suggest("ESTEIRA_DATABASE_USER", user);
        examination.suggestSecret("ESTEIRA_DATABASE_PASSWORD", password);
        if (url.isBlank()) {
            examination.keep(Finding.missing(
                    CONNECTION, "ESTEIRA_DATABASE_URL is not set.", "ESTEIRA_DATABASE_URL não está definida."));
            return examination.end();
        }
        DriverManagerDataSource source = source(within);
        JdbcTemplate jdbc = new JdbcTemplate(source);
        jdbc.setQueryTimeout((int) ONE_ANSWER.toSeconds());
        Finding connected = examination.ask(
                CONNECTION, ONE_ANSWER, () -> version(jdbc), failure -> notConnected(examination, failure));
        if (connected.verdict().isUsable()) {
            ask(examination, "schema hub", () -> schema(jdbc));
            ask(examination, "migrations", () -> migrations(source));
            ask(examination, "durability", () -> durability(jdbc));
            ask(examination, "max_connections", () -> connections(jdbc, examination));
            ask(examination, "encoding", () -> encoding(jdbc));
            ask(examination, "extensions", () -> extensions(jdbc));
        }
        return examination.end();
    }

    private DriverManagerDataSource source(Duration within) {
        DriverManagerDataSource source = new DriverManagerDataSource(url, user, password);
        Properties bounds = new Properties();
        String seconds = Long.toString(Math.max(1, Math.min(within.toSeconds(), ONE_ANSWER.toSeconds())));
        bounds.setProperty("connectTimeout", seconds);
        bounds.setProperty("loginTimeout", seconds);
        source.setConnectionProperties(bounds);
        return source;
    }

    private static void ask(Examination examination, String subject, Callable<Finding> question) {
        examination.ask(subject, ONE_ANSWER, question, failure -> examination.failed(subject, failure));
    }

    /** Why the database could not be used, where it has just been tried. */
    Finding notConnected(Exception failure) {
        return notConnected(new Examination(Duration.ZERO, password), failure);
    }

    private Finding notConnected(Examination examination, Exception failure) {
        return Trouble.of(CONNECTION, url, failure).orElseGet(() -> refused(examination, failure));
    }

    private Finding refused(Examination examination, Exception failure) {
        SQLException sql = Trouble.cause(failure, SQLException.class);
        String state = sql == null ? "" : String.valueOf(sql.getSQLState());
        if (state.startsWith("28")) {
            return Finding.forbidden(
                    CONNECTION,
                    "The database refuses user " + user + ": check user and password.",
                    "O banco recusa o usuário " + user + ": confira usuário e senha.");
        }
        if (state.equals("08001")) {
            // The driver's own time ran out before ours.
            return Trouble.silent(CONNECTION, url);
        }
        if (state.equals("3D000")) {
            return Finding.missing(
                    CONNECTION,
                    "There is no such database: " + Trouble.address(url) + ".",
                    "Não existe esse banco: " + Trouble.address(url) + ".");
        }
        String said = examination.quote(sql == null ? failure : sql);
        return Finding.wrong(CONNECTION, "No connection: " + said, "Sem conexão: " + said);
    }

    private static String text(JdbcTemplate jdbc, String sql, Object... parameters) {
        return String.valueOf(jdbc.queryForObject(sql, String.class, parameters));
    }

    private static boolean is(JdbcTemplate jdbc, String sql, Object... parameters) {
        return Boolean.TRUE.equals(jdbc.queryForObject(sql, Boolean.class, parameters));
    }

    private static Finding version(JdbcTemplate jdbc) {
        String version = text(jdbc, "show server_version");
        int major = Integer.parseInt(text(jdbc, "show server_version_num")) / 10_000;
        return major >= OLDEST
                ? Finding.ok(CONNECTION, "PostgreSQL " + version + ".", "PostgreSQL " + version + ".")
                : Finding.wrong(
                        CONNECTION,
                        "PostgreSQL " + version + " is too old: " + OLDEST + " or newer is needed.",
                        "PostgreSQL " + version + " é antigo demais: é preciso " + OLDEST + " ou mais novo.");
    }

    private Finding schema(JdbcTemplate jdbc) {
        String subject = "schema hub";
        boolean present = is(jdbc, "select exists (select from pg_namespace where nspname = ?)", SCHEMA);
        boolean allowed = present
                ? is(
                        jdbc,
                        "select has_schema_privilege(?, 'CREATE') and has_schema_privilege(?, 'USAGE')",
                        SCHEMA,
                        SCHEMA)
                : is(jdbc, "select has_database_privilege(current_database(), 'CREATE')");
        if (!allowed) {
            return Finding.forbidden(
                    subject,
                    present
                            ? "User " + user + " may not create in it: make the user its owner."
                            : "It is not there, and user " + user + " may not create it: GRANT CREATE ON DATABASE.",
                    present
                            ? "O usuário " + user + " não pode criar nele: torne-o dono do esquema."
                            : "Não existe, e o usuário " + user + " não pode criá-lo: GRANT CREATE ON DATABASE.");
        }
        return present
                ? Finding.ok(
                        subject, "Is there, and the user may create in it.", "Existe, e o usuário pode criar nele.")
                : Finding.ok(subject, "Is created by the first start.", "É criado no primeiro início.");
    }

    /** Only read: the hub itself migrates when it starts. */
    private static Finding migrations(DriverManagerDataSource source) {
        int pending = Flyway.configure()
                .dataSource(source)
                .defaultSchema(SCHEMA)
                .schemas(SCHEMA)
                .locations("classpath:db/migration")
                .load()
                .info()
                .pending()
                .length;
        return pending == 0
                ? Finding.ok("migrations", "None pending.", "Nenhuma pendente.")
                : Finding.info(
                        "migrations",
                        pending + " pending: the next start of the hub applies them.",
                        pending + " pendentes: o próximo início do hub as aplica.");
    }

    private static Finding durability(JdbcTemplate jdbc) {
        List<String> off = List.of("fsync", "synchronous_commit", "full_page_writes").stream()
                .filter(setting ->
                        text(jdbc, "select current_setting(?)", setting).equals("off"))
                .toList();
        return off.isEmpty()
                ? Finding.ok(
                        "durability",
                        "fsync, synchronous_commit and full_page_writes are on.",
                        "fsync, synchronous_commit e full_page_writes ligados.")
                : Finding.wrong(
                        "durability",
                        "Committed data can be lost: switch on " + String.join(", ", off) + ".",
                        "Dados confirmados podem se perder: ligue " + String.join(", ", off) + ".");
    }

    private Finding connections(JdbcTemplate jdbc, Examination examination) {
        int most = Integer.parseInt(text(jdbc, "show max_connections"));
        examination.suggest("ESTEIRA_DATABASE_CONNECTIONS", Integer.toString(connections));
        return most > connections
                ? Finding.ok(
                        "max_connections",
                        most + "; each instance of the hub takes up to " + connections + ".",
                        most + "; cada instância do hub usa até " + connections + ".")
                : Finding.wrong(
                        "max_connections",
                        most + " are fewer than the " + connections
                                + " of one instance: lower ESTEIRA_DATABASE_CONNECTIONS.",
                        most + " são menos que as " + connections
                                + " de uma instância: reduza ESTEIRA_DATABASE_CONNECTIONS.");
    }

    private static Finding encoding(JdbcTemplate jdbc) {
        String encoding = text(jdbc, "show server_encoding");
        return encoding.equals("UTF8")
                ? Finding.ok("encoding", "UTF8.", "UTF8.")
                : Finding.wrong(
                        "encoding",
                        encoding + " cannot hold every text: create the database with ENCODING 'UTF8'.",
                        encoding + " não comporta todo texto: crie o banco com ENCODING 'UTF8'.");
    }

    private static Finding extensions(JdbcTemplate jdbc) {
        String installed =
                text(jdbc, "select coalesce(string_agg(extname, ', ' order by extname), '-') from pg_extension");
        return is(jdbc, "select exists (select from pg_extension where extname = 'pg_trgm')")
                ? Finding.ok("extensions", "Installed: " + installed + ".", "Instaladas: " + installed + ".")
                : Finding.info(
                        "extensions",
                        "pg_trgm is missing, so code mappings are suggested by equal codes alone: CREATE EXTENSION pg_trgm,"
                                + " then start the hub again. Installed: " + installed + ".",
                        "Falta pg_trgm, e o de-para só é sugerido por códigos iguais: CREATE EXTENSION pg_trgm e reinicie o"
                                + " hub. Instaladas: " + installed + ".");
    }
}
