package io.esteira.adapter.protheus;

import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.doctor.Verdict;
import io.esteira.adapter.protheus.ProtheusProperties.OrderSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether the lists of orders answer: the one that the site reads, and those that it could read instead of SC2. */
final class OrderListFindings {

    private static final String FROM = "ESTEIRA_ADAPTERS_PROTHEUS_ORDERS_FROM";

    private final CompanyVisit visit;
    private final AnswerFindings answers;

    OrderListFindings(CompanyVisit visit) {
        this.visit = visit;
        this.answers =
                new AnswerFindings(visit.examination(), visit.properties().user());
    }

    /** @param table whether the orders' table can be read; where it cannot, the first list that can is suggested */
    void examine(boolean table) {
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

    private Finding ask(OrderList list, boolean used) {
        String subject = visit.name(list.path());
        return visit.ask(subject, () -> {
            Finding finding = listed(subject, list);
            return used ? finding : AnswerFindings.notNeeded(finding);
        });
    }

    private Finding listed(String subject, OrderList list) throws IOException {
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
                .map(items -> row(subject, ProtheusJson.row(items.get(0))))
                .orElseGet(() -> none(subject)));
    }

    private static Finding none(String subject) {
        return Finding.info(
                        subject,
                        "Lists no order: for MRP its integration is most likely off.",
                        "Não lista ordens: no caso do MRP, a integração deve estar desligada.")
                .withRows(0);
    }

    private Finding row(String subject, TreeMap<String, JsonNode> row) {
        JsonNode shown = row.get(Table.key(OrderList.BRANCH));
        if (shown == null || !row.containsKey(Table.key(OrderList.NUMBER))) {
            return Finding.wrong(
                    subject,
                    "Leaves out " + OrderList.NUMBER + " or " + OrderList.BRANCH + ".",
                    "Não traz " + OrderList.NUMBER + " ou " + OrderList.BRANCH + ".");
        }
        String branch = shown.asString("").strip();
        return visit.company().holds(branch)
                ? Finding.ok(subject, "Lists orders.", "Lista ordens.")
                : Finding.wrong(
                        subject,
                        "Ignores the tenant: lists orders of branch \"" + branch + "\".",
                        "Ignora o tenant: lista ordens da filial \"" + branch + "\".");
    }
}
