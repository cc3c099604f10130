package io.esteira.adapter.protheus;

import io.esteira.adapter.doctor.Finding;
import io.esteira.adapter.protheus.ProtheusProperties.InspectionSource;
import io.esteira.adapter.protheus.ProtheusProperties.Inspections;
import java.io.IOException;
import java.util.Map;

/** Whether the inspections of the module QIP are there: the list of those that wait, and where the site reads them its other ways. */
final class InspectionFindings {

    private static final String SUBJECT = "QIP";
    private static final String PREFIX = "ESTEIRA_ADAPTERS_PROTHEUS_INSPECTIONS_";

    private final CompanyVisit visit;
    private final TableFindings tables;
    private final AnswerFindings answers;
    private final Inspections settings;
    private volatile boolean off;

    InspectionFindings(CompanyVisit visit, TableFindings tables) {
        this.visit = visit;
        this.tables = tables;
        this.answers =
                new AnswerFindings(visit.examination(), visit.properties().user());
        this.settings = visit.properties().inspections();
    }

    void examine() {
        boolean listed = settings.from() == InspectionSource.QIP;
        String subject = visit.name(SUBJECT);
        Finding list = visit.ask(subject, () -> {
            Finding found = pending(subject);
            return settings.enabled() && listed ? found : AnswerFindings.notNeeded(found);
        });
        if (!settings.enabled()) {
            return;
        }
        suggest("ENABLED", "true");
        suggest("LOGIN", settings.login());
        suggest("LABORATORY", settings.laboratory());
        boolean instead = !list.verdict().isUsable() && !off;
        boolean table =
                (!listed || instead) && tables.examine(Table.QPK).verdict().isUsable();
        if (!listed) {
            Finding unused = visit.examination().keep(AnswerFindings.notNeeded(tables.examine(Table.QPM)));
        }
        suggest("FROM", !listed || table ? InspectionSource.GENERIC_QUERY.name() : "");
    }

    private void suggest(String setting, String value) {
        visit.examination().suggest(PREFIX + setting, value);
    }

    /** Older releases know no laboratory in the path; what they make of one differs, so both ways are tried. */
    private Finding pending(String subject) throws IOException {
        boolean set = settings.withLaboratory();
        Answer asked = list(set);
        boolean asSet = asked.status() == 405 || isList(asked);
        Answer other = asSet ? asked : list(!set);
        boolean works = asSet || !isList(other) ? set : !set;
        if (settings.enabled()) {
            suggest("WITHLABORATORY", works ? "" : "false");
        }
        return listed(subject, works == set ? asked : other);
    }

    private static boolean isList(Answer answer) {
        return ProtheusClient.saysNoRecord(answer)
                || answer.successful()
                        && !answer.html()
                        && ProtheusJson.envelope(answer.body())
                                .filter(body -> ProtheusJson.field(body, "items") != null)
                                .isPresent();
    }

    private Finding listed(String subject, Answer answer) {
        if (answer.status() == 405) {
            off = true;
            return Finding.missing(
                    subject,
                    "The module is not in use (405): no inspections.",
                    "O módulo não está implantado (405): sem inspeções.");
        }
        return isList(answer)
                ? Finding.ok(
                        subject,
                        "The list of pending inspections answers (" + answer.status() + ").",
                        "A lista de inspeções pendentes responde (" + answer.status() + ").")
                : answers.notRows(subject, answer)
                        .orElseGet(() -> Finding.wrong(
                                subject, "Answers no list of inspections.", "Não responde uma lista de inspeções."));
    }

    private Answer list(boolean withLaboratory) throws IOException {
        return visit.get(
                visit.properties().service(new InspectionList(visit.properties(), withLaboratory).pending(1, 1)),
                visit.protheus().authorization(),
                Map.of());
    }
}
