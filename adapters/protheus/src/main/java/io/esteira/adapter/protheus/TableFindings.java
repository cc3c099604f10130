package io.esteira.adapter.protheus;

import io.esteira.adapter.doctor.Examination;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.protheus.ProtheusProperties.MasterSource;
import io.esteira.adapter.protheus.ProtheusProperties.OrderSource;
import io.esteira.adapter.protheus.ProtheusProperties.PhaseSource;
import io.esteira.adapter.protheus.ProtheusProperties.Switch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether the tables can be read that the hub reads: is the company served, which fields come, in which encoding. */
final class TableFindings {

    private static final int SOME_ROWS = 20;

    private final CompanyVisit visit;
    private final Examination examination;
    private final ProtheusProperties properties;
    private final AnswerFindings answers;

    TableFindings(CompanyVisit visit) {
        this.visit = visit;
        this.examination = visit.examination();
        this.properties = visit.properties();
        this.answers = new AnswerFindings(examination, properties.user());
    }

    /** Returns the aliases of the tables that can be read. */
    Set<String> examine() {
        String query = visit.name("genericQuery");
        String tenant = visit.name("tenant");
        if (!visit.ask(query, () -> query(query)).verdict().isUsable()
                || !visit.ask(tenant, () -> tenant(tenant)).verdict().isUsable()) {
            return Set.of();
        }
        Set<String> readable = new HashSet<>();
        read().filter(table -> examine(table).verdict().isUsable()).forEach(table -> readable.add(table.alias()));
        Map<String, Table> written = readBack();
        Finding postings = examine(written.getOrDefault(Table.SH6.alias(), Table.SH6));
        written.values().stream()
                .filter(table -> !table.alias().equals(Table.SH6.alias()))
                .forEach(this::examine);
        String encoding = visit.name("encoding");
        visit.ask(encoding, () -> encoding(encoding));
        if (postings.verdict().isUsable()) {
            stamps();
            pendingPostings();
        }
        return readable;
    }

    /** What the site reads off tables, but for postings. */
    private Stream<Table> read() {
        boolean resources = properties.phaseSource() == PhaseSource.RESOURCE;
        return Stream.of(
                        from(properties.items().from(), Table.SB1),
                        from(properties.phases().from(), resources ? Table.SH1 : Table.SHB),
                        from(properties.routing().from(), Table.SG2),
                        readsOrders() ? Stream.of(Table.SC2) : Stream.<Table>empty())
                .flatMap(tables -> tables);
    }

    private static Stream<Table> from(MasterSource source, Table table) {
        return source == MasterSource.GENERIC_QUERY ? Stream.of(table) : Stream.empty();
    }

    /** Where it is looked for what the mapping has sent, with the fields by which it is found. */
    private Map<String, Table> readBack() {
        Map<String, Table> tables = new TreeMap<>();
        visit.mapping().ifPresent(mapping -> Stream.concat(
                        Stream.of(mapping.postings()),
                        Stream.of(Optional.of(mapping.posting()), mapping.losses(), mapping.reversal(), mapping.stop())
                                .flatMap(Optional::stream)
                                .flatMap(request -> request.found().stream())
                                .map(Rows::table))
                .forEach(table -> tables.merge(table.alias(), table, (one, other) -> one.requiring(other.required()))));
        return tables;
    }

    private boolean readsOrders() {
        return properties.orders().from() == OrderSource.GENERIC_QUERY;
    }

    /** A table whose rows have a branch, and that the hub reads. */
    private Table ofBranch() {
        return readsOrders() ? Table.SC2 : Table.SH6;
    }

    /** Tells whether a table can be read, with the fields that the hub needs. */
    Finding examine(Table table) {
        String subject = visit.name(table.alias());
        return visit.ask(subject, () -> table(subject, table));
    }

    private Finding query(String subject) throws IOException {
        Answer answer = visit.rows(ofBranch(), 1);
        return answers.notRows(subject, answer).orElseGet(() -> Finding.ok(subject, "Reads tables.", "Lê tabelas."));
    }

    /** The rows' own branch tells whom the server served. */
    private Finding tenant(String subject) throws IOException {
        Company company = visit.company();
        Optional<TreeMap<String, JsonNode>> row = first(visit.rows(ofBranch(), 1));
        if (row.isEmpty()) {
            return Finding.info(
                    subject,
                    ofBranch().alias() + " shows no row, so the branch that is served is not known.",
                    "A " + ofBranch().alias() + " não mostra registros; não se sabe a filial atendida.");
        }
        String branch = GenericQuery.branch(ofBranch(), row.get()).orElse("");
        String serves = "\"" + company.tenant() + "\" → \"" + branch + "\"";
        return company.holds(branch)
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

    private Finding table(String subject, Table table) throws IOException {
        Answer answer = visit.rows(table, 1);
        Optional<Finding> refused = answers.notRows(subject, answer);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<TreeMap<String, JsonNode>> row = first(answer);
        if (row.isEmpty()) {
            return Finding.info(subject, "Has no rows.", "Não tem registros.").withRows(0);
        }
        Finding finding = fields(subject, table, row.get());
        return ProtheusJson.envelope(answer.body())
                .flatMap(TableFindings::count)
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

    private Finding encoding(String subject) throws IOException {
        Answer answer = visit.rows(Table.SB1, SOME_ROWS);
        String text = ProtheusJson.decode(answer.body());
        boolean utf8 = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), answer.body());
        boolean doubled = !Mojibake.repair(text).equals(text);
        return utf8 && !doubled
                ? Finding.ok(subject, "UTF-8.", "UTF-8.")
                : Finding.info(
                        subject,
                        (utf8 ? "Text is encoded twice" : "CP1252 instead of UTF-8") + "; the hub repairs it.",
                        (utf8 ? "Texto codificado duas vezes" : "CP1252 em vez de UTF-8") + "; o hub corrige.");
    }

    /** Something that a site may lack, and what its lack means; an empty table looks as if it were not there. */
    private record Option(String subject, String variable, Switch configured, String without, String withoutPt) {}

    private void stamps() {
        Option stamps = new Option(
                visit.name(Table.STAMP),
                "ESTEIRA_ADAPTERS_PROTHEUS_ROWSTAMP",
                properties.rowStamp(),
                "SH6 shows none, so late changes are seen by reading again: UseRowStamp=1 or X2_STAMP='1' would show them at once.",
                "A SH6 não mostra; alterações tardias são vistas por releitura: UseRowStamp=1 ou X2_STAMP='1' as mostrariam logo.");
        option(stamps, () -> visit.protheus().capabilities().rowStamps(visit.company()));
    }

    private void pendingPostings() {
        visit.mapping()
                .flatMap(WriterMapping::pending)
                .map(pending -> pending.rows().table())
                .ifPresent(table -> {
                    Option kept = new Option(
                            visit.name(table.alias()),
                            "ESTEIRA_ADAPTERS_PROTHEUS_PENDINGTABLE",
                            properties.pendingTable(),
                            "Cannot be read: a posting that Protheus keeps as pending is not told from one that is not there.",
                            "Não pode ser lida: um apontamento pendente no Protheus não se distingue de um inexistente.");
                    option(kept, () -> visit.protheus().capabilities().pendingTable(visit.company(), table));
                });
    }

    private void option(Option option, BooleanSupplier present) {
        visit.ask(option.subject(), () -> {
            boolean there = present.getAsBoolean();
            if (option.configured() == Switch.AUTO) {
                visit.options().found(option.variable(), there);
            }
            return there
                    ? Finding.ok(option.subject(), "Usable.", "Utilizável.")
                    : Finding.info(option.subject(), option.without(), option.withoutPt());
        });
    }
}
