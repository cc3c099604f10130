package io.esteira.planning;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Why what is to be scheduled has changed between two moments with the same rules, by phase: what each product is netted from is exchanged
 * one after the other, so that the differences add up.
 */
final class DemandCauses {

    private final TargetState before;
    private final TargetState after;
    private final TargetCause forecast;
    private final Map<String, Map<TargetCause, BigDecimal>> byPhase = new HashMap<>();

    private DemandCauses(TargetState before, TargetState after) {
        this.before = before;
        this.after = after;
        this.forecast =
                after.basis().contents().demandModel() == DemandModel.SALES ? TargetCause.SALES : TargetCause.FORECAST;
    }

    /** Pieces by phase and cause. */
    static Map<String, Map<TargetCause, BigDecimal>> between(TargetState before, TargetState after) {
        DemandCauses causes = new DemandCauses(before, after);
        Map<DemandPart.Key, DemandPart> old = before.byProduct();
        Map<DemandPart.Key, DemandPart> now = after.byProduct();
        Set<DemandPart.Key> all = new HashSet<>(old.keySet());
        all.addAll(now.keySet());
        all.forEach(key -> {
            DemandPart was = old.get(key);
            DemandPart is = now.get(key);
            if (is == null) {
                is = DemandPart.none(java.util.Objects.requireNonNull(was));
            }
            causes.product(was == null ? DemandPart.none(is) : was, is);
        });
        return causes.byPhase;
    }

    private void product(DemandPart was, DemandPart is) {
        for (String phase : was.phases()) {
            if (!is.phases().contains(phase)) {
                add(phase, TargetCause.ROUTINGS, was.toSchedule().negate());
            }
        }
        Map<TargetCause, BigDecimal> causes = netted(was, is);
        for (String phase : is.phases()) {
            if (was.phases().contains(phase)) {
                causes.forEach((cause, pieces) -> add(phase, cause, pieces));
            } else {
                add(phase, TargetCause.ROUTINGS, is.toSchedule());
            }
        }
    }

    private Map<TargetCause, BigDecimal> netted(DemandPart was, DemandPart is) {
        Map<TargetCause, BigDecimal> causes = new EnumMap<>(TargetCause.class);
        boolean switched =
                before.basis().servesPrevious(before.asOf()) && !after.basis().servesPrevious(after.asOf());
        Rest rest = new Rest(was);
        BigDecimal reached = was.toSchedule();
        if (switched) {
            rest.previous = BigDecimal.ZERO;
            reached = step(causes, TargetCause.DAYS_PASSED, reached, rest);
        }
        rest.netted = requireNonNullElse(is.netted(), BigDecimal.ZERO);
        rest.nets = is.netted() != null;
        reached = step(causes, forecast, reached, rest);
        rest.sold = is.invoiced().add(is.cancelled());
        rest.previous = is.previous();
        reached = step(causes, TargetCause.SALES, reached, rest);
        rest.stock = is.stock();
        reached = step(causes, TargetCause.STOCK, reached, rest);
        rest.coming = is.coming();
        rest.backlog = is.backlog();
        step(causes, TargetCause.ORDERS, reached, rest);
        return causes;
    }

    private static BigDecimal step(
            Map<TargetCause, BigDecimal> causes, TargetCause cause, BigDecimal reached, Rest rest) {
        BigDecimal next = rest.pieces();
        causes.merge(cause, next.subtract(reached), BigDecimal::add);
        return next;
    }

    private void add(String phase, TargetCause cause, BigDecimal pieces) {
        if (pieces.signum() != 0) {
            byPhase.computeIfAbsent(phase, code -> new EnumMap<>(TargetCause.class))
                    .merge(cause, pieces, BigDecimal::add);
        }
    }

    /** What a product is netted from, some of it of before and some of after; the same formula as the statement's. */
    private static final class Rest {

        private boolean nets;
        private BigDecimal netted;
        private BigDecimal sold;
        private BigDecimal previous;
        private BigDecimal stock;
        private BigDecimal coming;
        private BigDecimal backlog;

        Rest(DemandPart part) {
            nets = part.netted() != null;
            netted = requireNonNullElse(part.netted(), BigDecimal.ZERO);
            sold = part.invoiced().add(part.cancelled());
            previous = part.previous();
            stock = part.stock();
            coming = part.coming();
            backlog = part.backlog();
        }

        BigDecimal pieces() {
            BigDecimal rest =
                    netted.subtract(sold).subtract(stock.subtract(previous).add(coming));
            return (nets ? rest.max(BigDecimal.ZERO) : BigDecimal.ZERO).add(backlog);
        }
    }
}
