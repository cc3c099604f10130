package io.esteira.adapter.protheus;

import io.esteira.adapter.doctor.Finding;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.util.UriUtils;

/** Whether the inspections of the module QIP are there: the list of those that wait, asked for one row. Nothing here needs them. */
final class InspectionFindings {

    private static final String SUBJECT = "QIP";
    private static final String LIST = "/processinspections/api/qip/v1/pendinglist/";

    /** Any laboratory; older releases know none. */
    private static final String ANY_LABORATORY = "%20/";

    private static final String ORDER_AND_PAGE = "productionOrderID/ASC/1/1/true/true/true";

    private final CompanyVisit visit;
    private final AnswerFindings answers;

    InspectionFindings(CompanyVisit visit) {
        this.visit = visit;
        this.answers =
                new AnswerFindings(visit.examination(), visit.properties().user());
    }

    void examine() {
        String subject = visit.name(SUBJECT);
        visit.ask(subject, () -> AnswerFindings.notNeeded(pending(subject)));
    }

    private Finding pending(String subject) throws IOException {
        Answer newer = list(ANY_LABORATORY);
        Answer answer = newer.status() == 404 ? list("") : newer;
        if (answer.status() == 405) {
            return Finding.missing(
                    subject,
                    "The module is not in use (405): no inspections.",
                    "O módulo não está implantado (405): sem inspeções.");
        }
        return answers.closed(subject, answer)
                .orElseGet(() -> answer.html()
                        ? AnswerFindings.page(subject, "base-url")
                        : Finding.ok(
                                subject,
                                "The list of pending inspections answers (" + answer.status() + ").",
                                "A lista de inspeções pendentes responde (" + answer.status() + ")."));
    }

    private Answer list(String laboratory) throws IOException {
        String login = UriUtils.encodePathSegment(visit.properties().user(), "UTF-8");
        return visit.get(
                visit.properties().service(LIST + login + "/" + laboratory + ORDER_AND_PAGE),
                visit.protheus().authorization(),
                Map.of());
    }
}
