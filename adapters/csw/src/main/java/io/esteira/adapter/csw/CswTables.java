package io.esteira.adapter.csw;

import io.esteira.adapter.doctor.ClockDifference;
import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a doctor asks of CSW once connected: tables, queries, companies, text, clock. */
final class CswTables {

    private static final Pattern TABLE = Pattern.compile("(?i)\\b(?:FROM|JOIN)\\s+([\\w.]+)");

    private static final Pattern COMMENT = Pattern.compile("--.*");

    /** UTF-8 that was read as Latin-1, and what could not be read at all. */
    private static final Pattern SPOILT = Pattern.compile("\u00C3[\u0080-\u00BF]|\uFFFD");

    /** For what nothing depends on. */
    private static final Duration ONE_COUNT = Duration.ofSeconds(2);

    /** Who cannot count so many tables in time would only be kept from work by more. */
    private static final int COUNTS_IN_VAIN = 2;

    private static final int SOME_ROWS = 1_000;
    private static final String ONE_ORDER = "SELECT 1 AS n FROM tco.OrdemProd op WHERE op.codEmpresa = :company";
    private static final String COMPANIES =
            "SELECT op.codEmpresa, COUNT(*) AS ops FROM tco.OrdemProd op GROUP BY op.codEmpresa";

    private final Examination examination;
    private final CswDatabase database;
    private final CswProperties properties;
    private final CswRefusals refusals;
    private final CswDialect dialect;
    private final Clock clock;
    private final Duration oneAnswer;
    private final boolean inHub;

    /** Why no question gets as far as CSW; null while they do. */
    private @Nullable Exception cutOff;

    private int inVain;

    /** Codes of companies that CSW knows no order of. */
    private final Set<String> withoutOrders = ConcurrentHashMap.newKeySet();

    /** @param inHub whether the connections are those by which a hub reads */
    CswTables(
            Examination examination,
            CswDatabase database,
            CswProperties properties,
            CswRefusals refusals,
            CswDialect dialect,
            Clock clock,
            Duration oneAnswer,
            boolean inHub) {
        this.examination = examination;
        this.database = database;
        this.properties = properties;
        this.refusals = refusals;
        this.dialect = dialect;
        this.clock = clock;
        this.oneAnswer = oneAnswer;
        this.inHub = inHub;
    }

    /** @return the companies by their codes, without those whose code was found wrong */
    Map<String, String> examine() {
        clock();
        Set<String> tables = new LinkedHashSet<>();
        CswQuery.all(properties).forEach(query -> tables.addAll(tablesOf(query.entity())));
        List<Finding> found = tables.stream().map(this::table).toList();
        Map<String, Finding> companies = new TreeMap<>();
        properties.companies().keySet().forEach(code -> companies.put(code, company(code)));
        encoding();
        Set<String> unusable = found.stream()
                .filter(finding -> !finding.verdict().isUsable())
                .map(Finding::subject)
                .collect(Collectors.toSet());
        for (CswQuery query : CswQuery.all(properties)) {
            if (tablesOf(query.entity()).stream().noneMatch(unusable::contains)) {
                query(query);
            }
        }
        postings();
        count(found);
        return new CswCompanies(properties.companies(), withoutOrders).suggested(countCompanies(companies));
    }

    private Finding ask(String subject, Callable<Finding> question) {
        return ask(examination, subject, question);
    }

    /** A connection may have to be waited for as well as the answer; who has waited in vain once does not wait again. */
    private Finding ask(Examination whose, String subject, Callable<Finding> question) {
        if (cutOff != null) {
            return whose.keep(refusals.finding(subject, cutOff));
        }
        return whose.ask(subject, properties.connectTimeout().plus(oneAnswer), question, failure -> {
            cutOff = refusals.unavailable(subject, failure).isPresent() ? failure : null;
            return refusals.finding(subject, failure);
        });
    }

    private Set<String> tablesOf(String entity) {
        Set<String> tables = new LinkedHashSet<>();
        String sql = COMMENT.matcher(database.sql(entity)).replaceAll("");
        TABLE.matcher(sql).results().forEach(found -> tables.add(found.group(1)));
        return tables;
    }

    /** To read one row of a large table takes no time; to count them all may. */
    private Finding table(String table) {
        return ask(table, () -> {
            boolean unused =
                    one("SELECT 1 AS n FROM " + table, Map.of(), oneAnswer).isPresent();
            return Finding.ok(table, "Readable.", "Legível.");
        });
    }

    private Optional<String> one(String sql, Map<String, ?> parameters, Duration atMost) {
        return database.ask(sql, parameters, 1, atMost, CswRow::read).stream()
                .flatMap(row -> row.values().values().stream())
                .map(String::valueOf)
                .findFirst();
    }

    /** In a hub what is counted in vain may hold its connection for long, so one is left to the routes. */
    private boolean mayCount() {
        return !inHub || inVain == 0 && database.spareConnections() > 1;
    }

    private void count(List<Finding> tables) {
        for (Finding table : tables) {
            if (table.verdict().isUsable() && inVain < COUNTS_IN_VAIN && mayCount()) {
                Optional<Long> rows = examination.wonder(
                        ONE_COUNT,
                        () -> Long.parseLong(one("SELECT COUNT(*) AS n FROM " + table.subject(), Map.of(), ONE_COUNT)
                                .orElseThrow()));
                rows.ifPresent(count -> examination.keep(table.withRows(count)));
                inVain += rows.isPresent() ? 0 : 1;
            }
        }
    }

    private void query(CswQuery query) {
        String entity = query.entity();
        String subject = entity + ".sql";
        String company = properties.companies().keySet().iterator().next();
        LocalDate since = LocalDate.now(clock.withZone(properties.zone()))
                .minusDays(query.window().toDays());
        Map<String, Object> parameters = Map.of("company", company, "after", "", "since", since.toString());
        ask(subject, () -> {
            int rows = database.ask(database.sql(entity), parameters, SOME_ROWS, oneAnswer, CswRow::read)
                    .size();
            return Finding.ok(subject, "First " + rows + " rows read.", "Lidas as primeiras " + rows + " linhas.");
        });
    }

    /** A company without orders is most likely a wrong code. */
    private Finding company(String code) {
        String subject = "codEmpresa " + code;
        String company = String.valueOf(properties.companies().get(code));
        return ask(examination.of(company), subject, () -> {
            if (one(ONE_ORDER, Map.of("company", code), oneAnswer).isPresent()) {
                return Finding.ok(subject, "Is company " + company + ".", "É a empresa " + company + ".");
            }
            withoutOrders.add(code);
            return Finding.missing(
                    subject,
                    "Has no production order: check the code of company " + company + ".",
                    "Não tem nenhuma OP: confira o código da empresa " + company + ".");
        });
    }

    /** Which codes have orders, for those who look for the right one; empty where CSW cannot tell in time. */
    private Set<String> countCompanies(Map<String, Finding> companies) {
        if (!mayCount()) {
            return Set.of();
        }
        Map<String, Long> counted = examination
                .wonder(
                        ONE_COUNT,
                        () -> database.ask(COMPANIES, Map.of(), CswDatabase.ALL, ONE_COUNT, CswRow::read).stream()
                                .collect(Collectors.toMap(
                                        row -> row.text("codempresa"),
                                        row -> Long.parseLong(row.text("ops")),
                                        Long::sum,
                                        TreeMap::new)))
                .orElseGet(TreeMap::new);
        if (!counted.isEmpty()) {
            String list = String.join(", ", counted.keySet());
            examination.keep(Finding.info(
                    "companies", "codEmpresa with orders: " + list + ".", "codEmpresa com OPs: " + list + "."));
        }
        companies.forEach((code, finding) -> {
            Long rows = counted.get(code);
            if (rows != null) {
                examination.keep(finding.withRows(rows));
            }
        });
        return counted.keySet();
    }

    private void encoding() {
        ask("encoding", () -> {
            List<String> names = database.ask(
                    "SELECT f.nome FROM tcp.FasesProducao f",
                    Map.of(),
                    SOME_ROWS,
                    oneAnswer,
                    (row, n) -> String.valueOf(row.getString(1)));
            return names.stream().anyMatch(name -> SPOILT.matcher(name).find())
                    ? Finding.wrong(
                            "encoding",
                            "Accents come spoilt: set the character set of the driver in the URL.",
                            "Os acentos chegam corrompidos: ajuste na URL o conjunto de caracteres do driver.")
                    : Finding.ok("encoding", "Names of phases are readable.", "Os nomes das fases são legíveis.");
        });
    }

    private void clock() {
        ask("clock", () -> {
            String text = one(dialect.now(properties.zone()), Map.of(), oneAnswer)
                    .orElse("")
                    .strip();
            LocalDateTime theirs = LocalDateTime.parse(text.substring(0, 19).replace(' ', 'T'));
            LocalDateTime ours = LocalDateTime.now(clock.withZone(properties.zone()));
            return new ClockDifference(
                            Duration.ofMinutes(2),
                            "CSW's clock is %s s off in zone " + properties.zone()
                                    + ": check its clock, and the setting zone.",
                            "O relógio do CSW difere %s s no fuso " + properties.zone()
                                    + ": confira o relógio e a configuração zone.")
                    .finding(Duration.between(ours, theirs));
        });
    }

    private void postings() {
        boolean mapped = database.ofSite("posting").isPresent()
                && database.ofSite("posting-read-back").isPresent();
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
