package io.esteira.planning;

import static io.esteira.planning.PlanningDefect.BACKLOG_OPTION_IGNORED;
import static io.esteira.planning.PlanningDefect.EMPTY_FILTER_IS_NOTHING;
import static io.esteira.planning.PlanningDefect.FILTER_IGNORED;
import static io.esteira.planning.PlanningDefect.FOLDED_PHASES_APART;
import static io.esteira.planning.PlanningDefect.LOTS_DEDUCTED_APART;
import static io.esteira.planning.PlanningDefect.LOT_LINKED_TWICE;
import static io.esteira.planning.PlanningDefect.PARTS_NOT_MULTIPLIED;
import static io.esteira.planning.PlanningDefect.UNRELEASED_ORDERS_COUNTED;

import io.esteira.planning.PlanComparison.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Computes the pieces of a plan as the system in use before the hub did, one defect or two at a time, and only those that are asked for.
 * Used by one thread, in the transaction of the caller.
 */
final class FormerWays {

    /** Pieces of each phase, by its code. */
    interface Computation extends Function<PlanBasis, Map<String, Measures>> {}

    /** Another way to come to the pieces. */
    private record Way(Set<Measure> measures, List<PlanningDefect> defects, List<List<PlanBasis>> addends) {}

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<Measure> SCHEDULED = Set.of(Measure.TO_SCHEDULE);
    private static final Set<Measure> IN_ORDERS = Set.of(Measure.LOAD, Measure.QUEUE);

    private final Computation computation;
    private final Map<PlanBasis, Map<String, Measures>> computed = new HashMap<>();
    private final List<Way> ways = new ArrayList<>();
    private final boolean filteredAway;

    /** @param nothingInOrders whether the other system has neither load nor queue in any phase */
    FormerWays(PlanBasis basis, boolean nothingInOrders, Computation computation) {
        this.computation = computation;
        boolean allCollections = basis.contents().collections().isEmpty();
        this.filteredAway = allCollections && nothingInOrders;
        PlanBasis once = with(basis, "multiplyParts", NODES.booleanNode(false));
        way(SCHEDULED, List.of(PARTS_NOT_MULTIPLIED), once);
        lots(basis, once);
        if (!basis.contents().backlogLots().isEmpty()) {
            way(SCHEDULED, List.of(BACKLOG_OPTION_IGNORED), withoutBacklog(basis));
            way(SCHEDULED, List.of(BACKLOG_OPTION_IGNORED, PARTS_NOT_MULTIPLIED), withoutBacklog(once));
        }
        if (!allCollections) {
            way(IN_ORDERS, List.of(FILTER_IGNORED), basis.with(basis.contents().with(null, List.of())));
        }
        way(IN_ORDERS, List.of(FOLDED_PHASES_APART), with(basis, "foldedPhases", NODES.objectNode()));
        way(
                Set.of(Measure.TO_SCHEDULE, Measure.LOAD, Measure.QUEUE),
                List.of(UNRELEASED_ORDERS_COUNTED),
                with(basis, "planningPhases", NODES.arrayNode()));
    }

    private void lots(PlanBasis basis, PlanBasis once) {
        List<Long> lots = basis.contents().lots();
        if (lots.size() > 1) {
            ways.add(new Way(SCHEDULED, List.of(LOTS_DEDUCTED_APART), List.of(alone(basis, lots))));
            ways.add(
                    new Way(SCHEDULED, List.of(LOTS_DEDUCTED_APART, PARTS_NOT_MULTIPLIED), List.of(alone(once, lots))));
        }
        for (Long lot : lots) {
            List<PlanBasis> again = alone(basis, List.of(lot));
            ways.add(new Way(Set.of(Measure.FORECAST), List.of(LOT_LINKED_TWICE), List.of(List.of(basis), again)));
            ways.add(new Way(SCHEDULED, List.of(LOT_LINKED_TWICE), List.of(alone(basis, lots), again)));
            ways.add(new Way(
                    SCHEDULED,
                    List.of(LOT_LINKED_TWICE, PARTS_NOT_MULTIPLIED),
                    List.of(alone(once, lots), alone(once, List.of(lot)))));
        }
    }

    private void way(Set<Measure> measures, List<PlanningDefect> defects, PlanBasis basis) {
        ways.add(new Way(measures, defects, List.of(List.of(basis))));
    }

    private static List<PlanBasis> alone(PlanBasis basis, List<Long> lots) {
        return lots.stream()
                .map(lot -> basis.with(basis.contents().of(List.of(lot))))
                .toList();
    }

    private static PlanBasis withoutBacklog(PlanBasis basis) {
        return basis.with(basis.contents().withoutBacklog());
    }

    private static PlanBasis with(PlanBasis basis, String rule, JsonNode value) {
        ObjectNode json = (ObjectNode) basis.rules().json().deepCopy();
        json.set(rule, value);
        return basis.with(new RuleSets.RuleSet(null, json));
    }

    /** What makes the pieces of a phase the given ones; empty where nothing known does. */
    Optional<List<PlanningDefect>> explain(Measure measure, String phase, BigDecimal former) {
        if (filteredAway && IN_ORDERS.contains(measure)) {
            return Optional.of(List.of(EMPTY_FILTER_IS_NOTHING));
        }
        return ways.stream()
                .filter(way -> way.measures().contains(measure))
                .filter(way -> pieces(way, measure, phase).compareTo(former) == 0)
                .map(Way::defects)
                .findFirst();
    }

    private BigDecimal pieces(Way way, Measure measure, String phase) {
        return way.addends().stream()
                .flatMap(List::stream)
                .map(basis -> pieces(basis, measure, phase))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal pieces(PlanBasis basis, Measure measure, String phase) {
        @Nullable Measures pieces = computed.computeIfAbsent(basis, computation).get(phase);
        return pieces == null ? BigDecimal.ZERO : Objects.requireNonNull(measure.of(pieces));
    }
}
