package io.esteira.planning;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What would be if; what is null stays as it is. Nothing of it is kept.
 *
 * @param windows of the phases that they name; those of others stay
 * @param calendar code of another calendar by which days are counted
 * @param days which part of some days is worked
 * @param rules as {@link Plans#saveRules} takes them
 */
public record Scenario(
        String name,
        List<Window> windows,
        @Nullable String calendar,
        Map<LocalDate, BigDecimal> days,
        @Nullable JsonNode rules,
        @Nullable DemandModel demandModel,
        @Nullable List<String> collections) {

    /** Days in which a phase would work. */
    public record Window(String phase, LocalDate startsOn, LocalDate endsOn) {}

    /** The targets that would be. */
    public record Outcome(String name, PlanTargets targets) {}

    public Scenario {
        windows = List.copyOf(windows);
        days = Map.copyOf(days);
    }
}
