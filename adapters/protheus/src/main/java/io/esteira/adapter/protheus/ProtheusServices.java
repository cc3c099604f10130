package io.esteira.adapter.protheus;

import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Trouble;
import io.esteira.adapter.doctor.Verdict;
import io.esteira.adapter.protheus.ProtheusProperties.Company;
import io.esteira.adapter.protheus.ProtheusProperties.PhaseSource;
import io.esteira.adapter.protheus.ProtheusProperties.Switch;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a doctor asks of the services for one company: is it served, which tables, which fields, which writers. */
final class ProtheusServices {

    private static final String QUERY = "genericQuery";
    private static final String ENCODING = "encoding";
    private static final int SOME_ROWS = 20;

    /** Services that the hub can do without. */
    private static final List<String> OTHERS = List.of(
            "/api/pcp/v1/productionorders",
            "/ProductionAppointment/v1/mata250",
            "/ProductionAppointment/v1/sfca314",
            "/ProductionAppointment/v1/lossAppointment");

    private final Examination examination;
    private final ProtheusConnection protheus;
    private final ProtheusProperties properties;
    private final ProtheusHttp http;

    ProtheusServices(Examination examination, ProtheusConnection protheus, ProtheusHttp http) {
        this.examination = examination;
        this.protheus = protheus;
        this.properties = protheus.properties();
        this.http = http;
    }

    void examine(Company company) {
        String query = name(QUERY, company);
        Finding answers = ask(query, () -> query(query, company));
        Finding tenant = answers.verdict().isUsable() ? ask(name("tenant", company), () -> tenant(company)) : answers;
        if (tenant.verdict().isUsable()) {
            // The last is SH6, whose rows show what else there is.
            boolean readable = true;
            for (Table table : tables()) {
                Finding found = ask(name(table.alias(), company), () -> table(company, table));
                readable = found.verdict().isUsable();
            }
            ask(name(ENCODING, company), () -> encoding(company));
            if (readable) {
                optional(company);
            }
        }
        writers(company);
    }

    /** What is asked for one company only is named without it. */
    private String name(String what, Company company) {
        return properties.companies().size() == 1 ? what : what + " (" + company.code() + ")";
    }

    private Finding ask(String subject, Callable<Finding> question) {
        return examination.ask(subject, ProtheusDoctor.ONE_ANSWER, question, failure -> Trouble.of(
                        subject, String.valueOf(properties.baseUrl()), failure)
                .orElseGet(() -> {
                    String said = examination.quote(failure);
                    return Finding.wrong(subject, "Fails: " + said, "Falha: " + said);
                }));
    }

    private List<Table> tables() {
        Table phases = properties.phaseSource() == PhaseSource.RESOURCE ? Table.SH1 : Table.SHB;
        return List.of(Table.SB1, phases, Table.SG2, Table.SC2, Table.SH6.requiring(List.of("H6_OBSERVA")));
    }

    private Answer get(Company company, String path, Map<String, String> parameters) throws IOException {
        Map<String, String> headers =
                protheus.client().headers(company, protheus.authorization().header());
        return http.send(HttpMethod.GET, ProtheusHttp.uri(properties.service(path), parameters), headers, null, null);
    }

    private Answer rows(Company company, Table table, int size) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("tables", table.alias());
        parameters.put("fields", table.fields(false, false));
        parameters.put("where", Table.RECNO + " > 0");
        parameters.put("order", Table.RECNO);
        parameters.put("page", "1");
        parameters.put("pageSize", Integer.toString(size));
        return get(company, GenericQuery.PATH, parameters);
    }

    private Finding query(String subject, Company company) throws IOException {
        Answer answer = rows(company, Table.SC2, 1);
        return refusal(subject, answer).orElseGet(() -> Finding.ok(subject, "Reads tables.", "Lê tabelas."));
    }

    /** Why an answer is no data; empty when it is. */
    private Optional<Finding> refusal(String subject, Answer answer) {
        String said = examination.quote(answer.excerpt());
        String user = properties.user();
        Finding finding =
                switch (answer.status()) {
                    case 200, 206 -> notData(subject, answer);
                    case 202 ->
                        Finding.forbidden(
                                subject,
                                "User " + user + " has to change the password (202).",
                                "O usuário " + user + " precisa trocar a senha (202).");
                    case 401 ->
                        Finding.forbidden(
                                subject,
                                "Protheus refuses user " + user + " (401): check user and password.",
                                "O Protheus recusa o usuário " + user + " (401): confira usuário e senha.");
                    case 403 ->
                        Finding.forbidden(
                                subject,
                                "User " + user + " may not use it (403): " + said,
                                "O usuário " + user + " não tem permissão (403): " + said);
                    case 404 ->
                        Finding.missing(
                                subject,
                                "Not published (404): check base-url, URIs and security of the REST server.",
                                "Não publicado (404): confira base-url, URIs e segurança do servidor REST.");
                    case 428, 429, 503 ->
                        Finding.of(
                                Verdict.UNKNOWN,
                                subject,
                                "Protheus is busy or has no licence (" + answer.status() + "): " + said,
                                "O Protheus está ocupado ou sem licença (" + answer.status() + "): " + said);
                    default ->
                        Finding.wrong(
                                subject,
                                "Answers " + answer.status() + ": " + said,
                                "Responde " + answer.status() + ": " + said);
                };
        return finding.verdict() == Verdict.OK ? Optional.empty() : Optional.of(finding);
    }

    private static Finding notData(String subject, Answer answer) {
        if (answer.html()) {
            return Finding.wrong(
                    subject,
                    "Answers a page instead of data: base-url is most likely that of the portal, not of REST.",
                    "Responde uma página em vez de dados: base-url deve ser a do portal, não a do REST.");
        }
        boolean items = ProtheusJson.envelope(answer.body())
                .filter(body -> ProtheusJson.field(body, "items") != null)
                .isPresent();
        return items
                ? Finding.ok(subject, "", "")
                : Finding.wrong(subject, "Answers no list of rows.", "Não responde uma lista de registros.");
    }

    /** The rows' own branch tells whom the server served. */
    private Finding tenant(Company company) throws IOException {
        String subject = name("tenant", company);
        Optional<TreeMap<String, JsonNode>> row = first(rows(company, Table.SC2, 1));
        if (row.isEmpty()) {
            return Finding.info(
                    subject,
                    "SC2 shows no order, so the branch that is served is not known.",
                    "A SC2 não mostra ordens; não se sabe a filial atendida.");
        }
        JsonNode value = row.get().get(Table.key(Table.SC2.branchField()));
        String branch = value == null || value.isNull() ? "" : value.asString().stripTrailing();
        boolean served = company.branch().stripTrailing().startsWith(branch);
        String serves = "\"" + company.tenant() + "\" → \"" + branch + "\"";
        return served
                ? Finding.ok(
                        subject,
                        serves + " is company " + company.code() + ".",
                        serves + " é a empresa " + company.code() + ".")
                : Finding.wrong(
                        subject,
                        serves + ": another branch than \"" + company.branch()
                                + "\" is served. Check the tenant, and PrepareIn=ALL in appserver.ini.",
                        serves + ": é atendida outra filial, não \"" + company.branch()
                                + "\". Confira o tenant e PrepareIn=ALL no appserver.ini.");
    }

    private static Optional<TreeMap<String, JsonNode>> first(Answer answer) {
        return ProtheusJson.envelope(answer.body())
                .map(body -> ProtheusJson.field(body, "items"))
                .filter(items -> items.isArray() && !items.isEmpty())
                .map(items -> ProtheusJson.row(items.get(0)));
    }

    private Finding table(Company company, Table table) throws IOException {
        String subject = name(table.alias(), company);
        Answer answer = rows(company, table, 1);
        Optional<Finding> refused = refusal(subject, answer);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<TreeMap<String, JsonNode>> row = first(answer);
        if (row.isEmpty()) {
            return Finding.info(subject, "Has no rows.", "Não tem registros.").withRows(0);
        }
        Finding finding = fields(subject, table, row.get());
        return ProtheusJson.envelope(answer.body())
                .flatMap(ProtheusServices::count)
                .map(finding::withRows)
                .orElse(finding);
    }

    private static Optional<Long> count(ObjectNode body) {
        String remaining = ProtheusJson.text(body, "remainingRecords");
        return remaining.matches("\\d{1,12}") ? Optional.of(Long.parseLong(remaining) + 1) : Optional.empty();
    }

    private static Finding fields(String subject, Table table, TreeMap<String, JsonNode> row) {
        String needed = leftOut(Stream.concat(Stream.of(table.branchField()), table.required().stream()), row);
        String welcome = leftOut(table.optional().stream(), row);
        if (!needed.isEmpty()) {
            return Finding.forbidden(
                    subject,
                    "Leaves out " + needed + ": check the dictionary (SX3), access level and data protection.",
                    "Não traz " + needed + ": confira o dicionário (SX3), o nível de acesso e a proteção de dados.");
        }
        return welcome.isEmpty()
                ? Finding.ok(subject, "All fields are there.", "Todos os campos presentes.")
                : Finding.info(subject, "Without " + welcome + ".", "Sem " + welcome + ".");
    }

    private static String leftOut(Stream<String> fields, TreeMap<String, JsonNode> row) {
        return String.join(
                ", ",
                fields.distinct()
                        .filter(field -> !row.containsKey(Table.key(field)))
                        .toList());
    }

    private Finding encoding(Company company) throws IOException {
        String subject = name(ENCODING, company);
        Answer answer = rows(company, Table.SB1, SOME_ROWS);
        String text = ProtheusJson.decode(answer.body());
        boolean utf8 = java.util.Arrays.equals(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), answer.body());
        boolean doubled = !Mojibake.repair(text).equals(text);
        return utf8 && !doubled
                ? Finding.ok(subject, "UTF-8.", "UTF-8.")
                : Finding.info(
                        subject,
                        (utf8 ? "Text is encoded twice" : "CP1252 instead of UTF-8") + "; the hub repairs it.",
                        (utf8 ? "Texto codificado duas vezes" : "CP1252 em vez de UTF-8") + "; o hub corrige.");
    }

    /** The hub works with them and without; an empty table looks as if it were not there. */
    private void optional(Company company) {
        Option stamps = new Option(
                name(Table.STAMP, company),
                "ESTEIRA_ADAPTERS_PROTHEUS_ROWSTAMP",
                properties.rowStamp(),
                "SH6 shows none, so late changes are seen by reading again: UseRowStamp=1 or X2_STAMP='1' would show them at once.",
                "A SH6 não mostra; alterações tardias são vistas por releitura: UseRowStamp=1 ou X2_STAMP='1' as mostrariam logo.");
        option(stamps, () -> protheus.capabilities().rowStamps(company));
        mapping(company)
                .flatMap(WriterMapping::pending)
                .map(pending -> pending.rows().table())
                .ifPresent(table -> {
                    Option kept = new Option(
                            name(table.alias(), company),
                            "ESTEIRA_ADAPTERS_PROTHEUS_PENDINGTABLE",
                            properties.pendingTable(),
                            "Cannot be read: a posting that Protheus keeps as pending is not told from one that is not there.",
                            "Não pode ser lida: um apontamento pendente no Protheus não se distingue de um inexistente.");
                    option(kept, () -> protheus.capabilities().pendingTable(company, table));
                });
    }

    /** Something that a site may lack, and what its lack means. */
    private record Option(String subject, String variable, Switch configured, String without, String withoutPt) {}

    private void option(Option option, BooleanSupplier present) {
        ask(option.subject(), () -> {
            boolean there = present.getAsBoolean();
            if (option.configured() == Switch.AUTO) {
                examination.suggest(option.variable(), there ? "ON" : "AUTO");
            }
            return there
                    ? Finding.ok(option.subject(), "Usable.", "Utilizável.")
                    : Finding.info(option.subject(), option.without(), option.withoutPt());
        });
    }

    private Optional<WriterMapping> mapping(Company company) {
        return WriterMappings.load(properties.writerOf(company), properties.writers());
    }

    private void writers(Company company) {
        String used = mapping(company)
                .map(mapping -> mapping.posting().path().beginning())
                .orElse("");
        if (used.isEmpty()) {
            examination.keep(Finding.info(
                    name("writer", company),
                    "No mapping is set: a person types postings into Protheus.",
                    "Nenhum mapeamento definido: uma pessoa digita os apontamentos no Protheus."));
        } else {
            ask(name(used, company), () -> writer(name(used, company), get(company, used, Map.of())));
        }
        OTHERS.stream()
                .filter(path -> !path.equals(used))
                .forEach(path -> ask(
                        name(path, company),
                        () -> other(name(path, company), get(company, path, Map.of("pageSize", "1")))));
    }

    /** A service for postings that is asked by GET does nothing; what it answers tells whether it is there. */
    private Finding writer(String subject, Answer answer) {
        boolean closed = List.of(202, 401, 403, 404, 428, 429, 503).contains(answer.status());
        return (closed ? refusal(subject, answer) : Optional.<Finding>empty())
                .orElseGet(() -> answer.html()
                        ? notData(subject, answer)
                        : Finding.ok(
                                subject,
                                "Published (" + answer.status() + " without data); no posting was tried.",
                                "Publicado (" + answer.status() + " sem dados); nenhum apontamento foi tentado."));
    }

    private Finding other(String subject, Answer answer) {
        Finding finding = writer(subject, answer);
        return finding.verdict() == Verdict.OK
                ? finding
                : Finding.info(
                        subject,
                        "Not usable; not needed. " + finding.sentence(),
                        "Não utilizável; não é necessário. " + finding.sentencePt());
    }
}
