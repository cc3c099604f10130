package io.esteira.planning;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What people would decide by a scenario, in place of what they have decided of a plan. */
@Component
class ScenarioBasis {

    private final PlanStore plans;
    private final RuleSets rules;

    ScenarioBasis(PlanStore plans, RuleSets rules) {
        this.plans = plans;
        this.rules = rules;
    }

    /** @throws QuestionRefused for what the company does not have, and for what cannot be */
    PlanBasis basis(PlanStore.Row plan, PlanBasis basis, Scenario scenario) {
        scenario.days().forEach((day, work) -> {
            if (work.signum() < 0 || work.compareTo(BigDecimal.ONE) > 0) {
                throw new QuestionRefused("The part of " + day + " that is worked is 0 to 1.");
            }
        });
        String calendar = scenario.calendar();
        Long calendarId = calendar == null
                ? basis.schedule().calendarId()
                : plans.calendar(plan.companyId(), calendar)
                        .orElseThrow(() -> QuestionRefused.unknown("calendar", calendar));
        Map<String, PlanBasis.Window> windows = new LinkedHashMap<>();
        basis.schedule().windows().forEach(window -> windows.put(window.phase(), window));
        scenario.windows().forEach(window -> windows.put(window.phase(), tried(plan, window)));
        PlanBasis tried = basis.with(new PlanBasis.Schedule(calendarId, List.copyOf(windows.values())));
        JsonNode given = scenario.rules();
        if (given == null) {
            return tried;
        }
        rules.check(given).ifPresent(what -> {
            throw new QuestionRefused("The rules cannot be used: " + what);
        });
        return tried.with(rules.tried(given));
    }

    private PlanBasis.Window tried(PlanStore.Row plan, Scenario.Window window) {
        PlanChecks.days("endsOn", window.startsOn(), window.endsOn()).ifPresent(refusal -> {
            throw new QuestionRefused(refusal.message());
        });
        String name = plans.phaseName(plan.companyId(), window.phase())
                .orElseThrow(() -> QuestionRefused.unknown("phase", window.phase()));
        return new PlanBasis.Window(window.phase(), name, window.startsOn(), window.endsOn());
    }
}
