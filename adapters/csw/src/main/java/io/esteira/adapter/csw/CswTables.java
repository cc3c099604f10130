package io.esteira.adapter.csw;

import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a doctor asks of CSW once connected: tables, queries, companies, text, clock. */
final class CswTables {

    private static final Pattern TABLE = Pattern.compile("(?i)\\b(?:FROM|JOIN)\\s+([\\w.]+)");

    /** UTF-8 that was read as Latin-1, and what could not be read at all. */
    private static final Pattern SPOILT = Pattern.compile("\u00C3[\u0080-\u00BF]|\uFFFD");

    private static final Duration ONE_ANSWER = Duration.ofSeconds(9);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);
    private static final int SOME_ROWS = 1_000;
    private static final String COMPANIES =
            "SELECT op.codEmpresa, COUNT(*) AS ops FROM tco.OrdemProd op GROUP BY op.codEmpresa";

    private final Examination examination;
    private final CswDatabase database;
    private final CswProperties properties;
    private final CswDialect dialect;
    private final Clock clock;

    CswTables(
            Examination examination, CswDatabase database, CswProperties properties, CswDialect dialect, Clock clock) {
        this.examination = examination;
        this.database = database;
        this.properties = properties;
        this.dialect = dialect;
        this.clock = clock;
    }

    void examine() {
        clock();
        Set<String> unusable = new TreeSet<>();
        Set<String> tables = new LinkedHashSet<>();
        CswQuery.all(properties).forEach(query -> tables.addAll(tablesOf(query.entity())));
        for (String table : tables) {
            if (!table(table)) {
                unusable.add(table);
            }
        }
        companies();
        encoding();
        for (CswQuery query : CswQuery.all(properties)) {
            if (tablesOf(query.entity()).stream().noneMatch(unusable::contains)) {
                query(query.entity());
            }
        }
        postings();
    }

    private Set<String> tablesOf(String entity) {
        Set<String> tables = new LinkedHashSet<>();
        TABLE.matcher(database.sql(entity)).results().forEach(found -> tables.add(found.group(1)));
        return tables;
    }

    private boolean table(String table) {
        Finding finding = examination.ask(
                table,
                ONE_ANSWER,
                () -> {
                    long rows = Long.parseLong(one("SELECT COUNT(*) AS n FROM " + table));
                    return Finding.ok(table, "Readable.", "Legível.").withRows(rows);
                },
                failure -> refused(table, failure));
        return finding.verdict().isUsable();
    }

    private String one(String sql) {
        return database.ask(sql, Map.of(), 1, ONE_ANSWER, CswRow::read).getFirst().values().values().stream()
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }

    private Finding refused(String subject, Exception failure) {
        String user = properties.user();
        return switch (refusal(failure)) {
            case NO_TABLE ->
                Finding.missing(
                        subject,
                        "There is no such table: check the namespace, or replace the query in sql-folder.",
                        "Não existe essa tabela: confira o namespace ou substitua a consulta em sql-folder.");
            case NO_RIGHT ->
                Finding.forbidden(
                        subject,
                        "User " + user + " may not read it: GRANT SELECT.",
                        "O usuário " + user + " não pode lê-la: GRANT SELECT.");
            case NO_COLUMN, LOGIN, NO_NAMESPACE, OTHER -> {
                String said = examination.quote(root(failure));
                yield Finding.wrong(subject, "Fails: " + said, "Falha: " + said);
            }
        };
    }

    private CswDialect.Refusal refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return dialect.refusal(sql);
            }
        }
        return CswDialect.Refusal.OTHER;
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private void query(String entity) {
        String subject = entity + ".sql";
        String company = properties.companies().keySet().iterator().next();
        LocalDate since = LocalDate.now(clock.withZone(properties.zone()))
                .minusDays(properties.movementWindow().toDays());
        Map<String, Object> parameters = Map.of("company", company, "after", "", "since", since.toString());
        examination.ask(
                subject,
                ONE_ANSWER,
                () -> {
                    int rows = database.ask(database.sql(entity), parameters, SOME_ROWS, ONE_ANSWER, CswRow::read)
                            .size();
                    return Finding.ok(
                            subject, "First " + rows + " rows read.", "Lidas as primeiras " + rows + " linhas.");
                },
                failure -> refused(subject, failure));
    }

    /** A company without orders is most likely a wrong code. */
    private void companies() {
        Map<String, Long> served = new HashMap<>();
        Finding found = examination.ask(
                "companies",
                ONE_ANSWER,
                () -> {
                    database.ask(COMPANIES, Map.of(), CswDatabase.ALL, ONE_ANSWER, CswRow::read)
                            .forEach(row -> served.put(row.text("codempresa"), Long.parseLong(row.text("ops"))));
                    String list = String.join(", ", new TreeSet<>(served.keySet()));
                    return Finding.info(
                            "companies", "codEmpresa with orders: " + list + ".", "codEmpresa com OPs: " + list + ".");
                },
                failure -> refused("companies", failure));
        if (!found.verdict().isUsable()) {
            return;
        }
        properties
                .companies()
                .forEach((code, company) -> examination.keep(
                        served.containsKey(code)
                                ? Finding.ok(
                                                "codEmpresa " + code,
                                                "Is company " + company + ".",
                                                "É a empresa " + company + ".")
                                        .withRows(served.getOrDefault(code, 0L))
                                : Finding.missing(
                                        "codEmpresa " + code,
                                        "Has no production order: check the code of company " + company + ".",
                                        "Não tem nenhuma OP: confira o código da empresa " + company + ".")));
    }

    private void encoding() {
        examination.ask(
                "encoding",
                ONE_ANSWER,
                () -> {
                    List<String> names = database.ask(
                            "SELECT f.nome FROM tcp.FasesProducao f",
                            Map.of(),
                            SOME_ROWS,
                            ONE_ANSWER,
                            (row, n) -> String.valueOf(row.getString(1)));
                    return names.stream().anyMatch(name -> SPOILT.matcher(name).find())
                            ? Finding.wrong(
                                    "encoding",
                                    "Accents come spoilt: set the character set of the driver in the URL.",
                                    "Os acentos chegam corrompidos: ajuste na URL o conjunto de caracteres do driver.")
                            : Finding.ok(
                                    "encoding", "Names of phases are readable.", "Os nomes das fases são legíveis.");
                },
                failure -> refused("encoding", failure));
    }

    private void clock() {
        examination.ask(
                "clock",
                ONE_ANSWER,
                () -> {
                    String text = one(dialect.now(properties.zone())).strip();
                    LocalDateTime theirs =
                            LocalDateTime.parse(text.substring(0, 19).replace(' ', 'T'));
                    LocalDateTime ours = LocalDateTime.now(clock.withZone(properties.zone()));
                    return difference(Duration.between(ours, theirs));
                },
                failure -> refused("clock", failure));
    }

    private Finding difference(Duration difference) {
        String seconds = Long.toString(difference.toSeconds());
        boolean far = difference.abs().compareTo(CLOCK_TOLERANCE) > 0;
        return far
                ? Finding.wrong(
                        "clock",
                        "CSW's clock is " + seconds + " s off in zone " + properties.zone()
                                + ": check its clock, and the setting zone.",
                        "O relógio do CSW difere " + seconds + " s no fuso " + properties.zone()
                                + ": confira o relógio e a configuração zone.")
                : Finding.ok("clock", "Differs by " + seconds + " s.", "Diferença de " + seconds + " s.");
    }

    private void postings() {
        boolean mapped = database.find("posting").isPresent()
                && database.find("posting-read-back").isPresent();
        examination.keep(
                mapped
                        ? Finding.info(
                                "postings",
                                "posting.sql and posting-read-back.sql are there; they were not tried.",
                                "posting.sql e posting-read-back.sql estão presentes; não foram executados.")
                        : Finding.info(
                                "postings",
                                "No interface table is mapped: a person books postings in CSW.",
                                "Nenhuma tabela de interface mapeada: uma pessoa registra os apontamentos no CSW."));
    }
}
