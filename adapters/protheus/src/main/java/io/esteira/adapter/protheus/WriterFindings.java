package io.esteira.adapter.protheus;

import io.esteira.adapter.SourceUnavailable;
import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.ProtheusProperties.DowntimeSource;
import io.esteira.adapter.protheus.WriterMapping.Request;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the services that write postings are there: each that the mapping uses, at its own address, and those that others could.
 * All are asked by GET and without data, so that nothing is done.
 */
final class WriterFindings {

    /** By which a site could write instead; only one of them has losses apart. */
    private static final List<String> BUILT_IN =
            List.of("mata681+lossAppointment", "mata681+stopReports", "mata250", "sfca314", "fwmodel", "wspcp");

    private static final String DOWNTIMES_FROM = "ESTEIRA_ADAPTERS_PROTHEUS_DOWNTIMES_FROM";
    private static final String CLOSED_ORDERS = "MV_A685OPE";
    private static final Table PARAMETERS = new Table("SX6", "X6_FIL", List.of("X6_VAR", "X6_CONTEUD"), List.of());

    private final CompanyVisit visit;
    private final AnswerFindings answers;
    private final ProtheusAuthorization basic;

    WriterFindings(CompanyVisit visit) {
        this.visit = visit;
        ProtheusProperties properties = visit.properties();
        this.answers = new AnswerFindings(visit.examination(), properties.user());
        this.basic = new BasicAuthorization(properties.user(), properties.password());
    }

    /**
     * A service that takes something.
     *
     * @param whole whether the path is known to its end, and not up to what only a posting tells
     */
    private record Service(String path, boolean soap, boolean whole) {

        static Service of(Request request) {
            return new Service(
                    request.path().beginning(), request.soap(), request.path().isFixed());
        }
    }

    void examine() {
        Set<Service> used = visit.mapping().map(WriterFindings::services).orElse(Set.of());
        if (visit.properties().writerOf(visit.company()).isBlank()) {
            visit.examination()
                    .keep(Finding.info(
                            visit.name("writer"),
                            "No mapping is set: a person types postings into Protheus.",
                            "Nenhum mapeamento definido: uma pessoa digita os apontamentos no Protheus."));
        }
        used.forEach(service -> ask(service, true));
        if (visit.mapping().flatMap(WriterMapping::stop).isEmpty()) {
            visit.examination()
                    .keep(
                            Finding.info(
                                    visit.name("stops"),
                                    "The mapping has no section stop: a person types stops into Protheus. stopReports or wspcp:stop behind the writer would do it.",
                                    "O mapeamento não tem a seção stop: uma pessoa digita as paradas no Protheus. stopReports ou wspcp:stop no gravador fariam isso."));
        }
        visit.mapping().flatMap(visit.properties().downtimes()::missing).ifPresent(this::unseenStops);
        if (visit.mapping().flatMap(WriterMapping::losses).isPresent()) {
            closedOrders();
        }
        Set<String> asked = used.stream().map(Service::path).collect(Collectors.toSet());
        others().filter(service -> !asked.contains(service.path())).forEach(service -> ask(service, false));
    }

    private void unseenStops(DowntimeSource from) {
        boolean toSfc = from == DowntimeSource.STOP_REPORTS;
        visit.examination()
                .keep(Finding.wrong(
                        visit.name("downtimes.from"),
                        (toSfc
                                        ? "The writer reports stops to SIGASFC, and they are read from SH6"
                                        : "The writer reports stops to SH6, and they are read from SIGASFC")
                                + ": none would be seen again, and the hub does not start so.",
                        (toSfc
                                        ? "O gravador aponta paradas no SIGASFC e elas são lidas da SH6"
                                        : "O gravador aponta paradas na SH6 e elas são lidas do SIGASFC")
                                + ": nenhuma seria vista de volta, e o hub não inicia assim."));
        visit.examination().suggest(DOWNTIMES_FROM, from.name());
    }

    private static Set<Service> services(WriterMapping mapping) {
        return Stream.of(
                        Stream.of(mapping.posting()),
                        mapping.losses().stream(),
                        mapping.reversal().stream(),
                        mapping.stop().stream(),
                        mapping.stopReversal().stream())
                .flatMap(requests -> requests)
                .map(Service::of)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<Service> others() {
        return BUILT_IN.stream()
                .flatMap(name -> WriterMappings.load(name, null).stream())
                .flatMap(mapping -> services(mapping).stream())
                .distinct();
    }

    private void ask(Service service, boolean needed) {
        String subject = visit.name(service.path());
        visit.ask(subject, () -> {
            Finding finding = service.soap() ? soap(subject, service) : rest(subject, service);
            return needed ? finding : AnswerFindings.notNeeded(finding);
        });
    }

    private Finding rest(String subject, Service service) throws IOException {
        Answer answer = visit.get(
                visit.properties().service(service.path()), visit.protheus().authorization(), Map.of("pageSize", "1"));
        if (!answer.html() && ProtheusClient.saysNoRecord(answer)) {
            return published(subject, answer);
        }
        if (answer.status() == 404 && !service.whole()) {
            return Finding.info(
                    subject,
                    "Only a posting tells the whole path; not looked at.",
                    "Só um apontamento dá o caminho completo; não verificado.");
        }
        return answers.closed(subject, answer)
                .orElseGet(() -> answer.html() ? AnswerFindings.page(subject, "base-url") : published(subject, answer));
    }

    /** A SOAP service describes itself to whoever asks. */
    private Finding soap(String subject, Service service) throws IOException {
        Answer answer = visit.get(visit.properties().soapService(service.path() + "?WSDL"), basic, Map.of());
        if (answer.status() == 404) {
            return Finding.missing(
                    subject,
                    "Not published (404): check soap-url, and that the server publishes this web service.",
                    "Não publicado (404): confira soap-url e se o servidor publica esse web service.");
        }
        return answers.closed(subject, answer).orElseGet(() -> {
            boolean described = answer.text().toLowerCase(Locale.ROOT).contains("definitions");
            return described ? published(subject, answer) : AnswerFindings.page(subject, "soap-url");
        });
    }

    private static Finding published(String subject, Answer answer) {
        return Finding.ok(
                subject,
                "Published (" + answer.status() + " without data); no posting was tried.",
                "Publicado (" + answer.status() + " sem dados); nenhum apontamento foi tentado.");
    }

    /** The posting that completes an order closes it, and its losses follow: without this parameter they are refused. */
    private void closedOrders() {
        String subject = visit.name(CLOSED_ORDERS);
        visit.ask(subject, () -> {
            String value = closedOrdersValue();
            boolean on = value.matches("(?i)1|S|T|\\.T\\.|TRUE");
            String shown = value.isEmpty() ? "" : "\"" + visit.examination().quote(value) + "\": ";
            return on
                    ? Finding.of(
                            Verdict.OK,
                            subject,
                            shown + "losses of closed orders are taken.",
                            shown + "perdas de OPs encerradas são aceitas.")
                    : Finding.info(
                            subject,
                            (shown.isEmpty() ? "Could not be read (SX6). " : shown)
                                    + "Unless it lets losses of closed orders in, those that follow an order's last posting are refused.",
                            (shown.isEmpty() ? "Não pôde ser lido (SX6). " : shown)
                                    + "Se não permitir perdas de OPs encerradas, as que seguem o último apontamento da OP são recusadas.");
        });
    }

    /** That of the branch before that of all; empty where the table is not open to the user. */
    private String closedOrdersValue() {
        try {
            Question question = Question.of(PARAMETERS, "X6_VAR = " + GenericQuery.quoted(CLOSED_ORDERS));
            TreeMap<String, String> byBranch = new TreeMap<>();
            visit.protheus()
                    .query()
                    .all(visit.company(), question)
                    .forEach(row -> byBranch.put(
                            row.text("X6_FIL"), row.text("X6_CONTEUD").strip()));
            return byBranch.isEmpty() ? "" : byBranch.lastEntry().getValue();
        } catch (SourceUnavailable e) {
            return "";
        }
    }
}
