package io.esteira.adapter.protheus;

import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import io.esteira.adapter.protheus.ProtheusProperties.MasterSource;
import io.esteira.adapter.protheus.ProtheusProperties.OrderSource;
import io.esteira.adapter.protheus.ProtheusProperties.PhaseSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether the lists of the module PCP and of MRP answer: those that the site reads, and those that it could read instead of tables. */
final class ListFindings {

    private static final String PREFIX = "ESTEIRA_ADAPTERS_PROTHEUS_";
    private static final String FROM = PREFIX + "ORDERS_FROM";

    private final CompanyVisit visit;
    private final AnswerFindings answers;

    ListFindings(CompanyVisit visit) {
        this.visit = visit;
        this.answers =
                new AnswerFindings(visit.examination(), visit.properties().user());
    }

    /** @param readable the tables that can be read; where one cannot, the first list that can be read instead is suggested */
    void examine(Set<String> readable) {
        examineOrders(readable.contains(Table.SC2.alias()));
        ProtheusProperties properties = visit.properties();
        boolean products = instead(MirrorList.PRODUCTS, properties.items().from());
        boolean routings = instead(
                MirrorList.ROUTINGS,
                properties.routing().from(),
                properties.phases().from());
        suggest("ITEMS_FROM", properties.items().from(), products, readable.contains(Table.SB1.alias()));
        suggest("ROUTING_FROM", properties.routing().from(), routings, readable.contains(Table.SG2.alias()));
        if (properties.phaseSource() == PhaseSource.WORK_CENTRE) {
            suggest("PHASES_FROM", properties.phases().from(), routings, readable.contains(Table.SHB.alias()));
        }
    }

    private void examineOrders(boolean table) {
        OrderSource from = visit.properties().orders().from();
        Optional<OrderList> used = OrderList.of(from);
        List<OrderList> usable = Stream.of(OrderList.values())
                .filter(list -> ask(list, used.filter(list::equals).isPresent()).verdict() == Verdict.OK)
                .toList();
        used.ifPresent(list -> visit.examination().suggest(FROM, list.name()));
        if (used.isEmpty() && !table && !usable.isEmpty()) {
            visit.examination().suggest(FROM, usable.getFirst().name());
        }
    }

    /** @param sources of what the site reads off the list, or could read off it */
    private boolean instead(MirrorList list, MasterSource... sources) {
        boolean used = List.of(sources).contains(MasterSource.MRP);
        return ask(list, used).verdict() == Verdict.OK;
    }

    private void suggest(String setting, MasterSource from, boolean listed, boolean table) {
        if (from == MasterSource.MRP || listed && !table) {
            visit.examination().suggest(PREFIX + setting, MasterSource.MRP.name());
        }
    }

    private Finding ask(ServiceList list, boolean used) {
        String subject = visit.name(list.path());
        return visit.ask(subject, () -> {
            Finding finding = listed(subject, list);
            return used ? finding : AnswerFindings.notNeeded(finding);
        });
    }

    private Finding listed(String subject, ServiceList list) throws IOException {
        Answer answer = visit.get(
                visit.properties().service(list.path()),
                visit.protheus().authorization(),
                Map.of("Page", "1", "PageSize", "1"));
        if (!answer.html() && ProtheusClient.saysNoRecord(answer)) {
            return none(subject);
        }
        return answers.notRows(subject, answer).orElseGet(() -> ProtheusJson.envelope(answer.body())
                .map(body -> ProtheusJson.field(body, "items"))
                .filter(items -> !items.isEmpty())
                .map(items -> row(subject, list, ProtheusJson.row(items.get(0))))
                .orElseGet(() -> none(subject)));
    }

    private static Finding none(String subject) {
        return Finding.info(
                        subject,
                        "Lists nothing: for MRP its integration is most likely off.",
                        "Não lista nada: no caso do MRP, a integração deve estar desligada.")
                .withRows(0);
    }

    private Finding row(String subject, ServiceList list, TreeMap<String, JsonNode> row) {
        JsonNode shown = row.get(Table.key(ServiceList.BRANCH));
        if (shown == null || !row.containsKey(Table.key(list.keyField()))) {
            return Finding.wrong(
                    subject,
                    "Leaves out " + list.keyField() + " or " + ServiceList.BRANCH + ".",
                    "Não traz " + list.keyField() + " ou " + ServiceList.BRANCH + ".");
        }
        String branch = shown.asString("").strip();
        return visit.company().holds(branch)
                ? Finding.ok(subject, "Lists rows.", "Lista registros.")
                : Finding.wrong(
                        subject,
                        "Ignores the tenant: lists rows of branch \"" + branch + "\".",
                        "Ignora o tenant: lista registros da filial \"" + branch + "\".");
    }
}
