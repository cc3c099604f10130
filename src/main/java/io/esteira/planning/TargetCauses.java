package io.esteira.planning;

import static java.util.Objects.requireNonNullElse;

import io.esteira.planning.TargetChange.Share;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Explains how targets came from one moment to another: what they are made of is exchanged one after the other, in the order of
 * {@link TargetCause}, so that the causes add up to the difference.
 */
final class TargetCauses {

    private TargetCauses() {}

    /** @param states the first, the last, and between them those at which people decided otherwise, in order of time */
    static List<TargetChange> along(List<TargetState> states) {
        Map<String, PhaseTarget> first = states.getFirst().byPhase();
        Map<String, PhaseTarget> last = states.getLast().byPhase();
        Map<String, Map<TargetCause, Share>> shares = new LinkedHashMap<>();
        for (int i = 1; i < states.size(); i++) {
            between(states.get(i - 1), states.get(i)).forEach((phase, found) -> {
                Map<TargetCause, Share> all = shares.computeIfAbsent(phase, code -> new EnumMap<>(TargetCause.class));
                found.forEach(share -> all.merge(share.cause(), share, Share::plus));
            });
        }
        return codes(first, last).stream()
                .map(code -> change(code, first.get(code), last.get(code), shares.getOrDefault(code, Map.of())))
                .toList();
    }

    private static TargetChange change(
            String code, @Nullable PhaseTarget was, @Nullable PhaseTarget is, Map<TargetCause, Share> shares) {
        return new TargetChange(
                code,
                Objects.requireNonNull(is == null ? was : is).name(),
                toProduce(was),
                toProduce(is),
                was == null ? null : was.dailyTarget(),
                is == null ? null : is.dailyTarget(),
                shares.values().stream().filter(share -> !share.isNothing()).toList());
    }

    private static TreeSet<String> codes(Map<String, PhaseTarget> first, Map<String, PhaseTarget> last) {
        TreeSet<String> codes = new TreeSet<>(first.keySet());
        codes.addAll(last.keySet());
        return codes;
    }

    private static Map<String, List<Share>> between(TargetState before, TargetState after) {
        Map<String, Map<TargetCause, BigDecimal>> demand = causes(before, after);
        Map<String, PhaseTarget> old = before.byPhase();
        Map<String, PhaseTarget> now = after.byPhase();
        Map<String, List<Share>> shares = new LinkedHashMap<>();
        for (String code : codes(old, now)) {
            Map<TargetCause, BigDecimal> pieces = demand.getOrDefault(code, Map.of());
            Map<TargetCause, BigDecimal> days = days(code, before, after);
            shares.put(code, new Steps(toProduce(old.get(code)), old.get(code)).take(pieces, days));
        }
        return shares;
    }

    /** Where people decided otherwise the data are the same, and all that is another is for what they decided. */
    private static Map<String, Map<TargetCause, BigDecimal>> causes(TargetState before, TargetState after) {
        boolean sameContents = before.basis().contents().equals(after.basis().contents());
        boolean sameRules =
                before.basis().rules().json().equals(after.basis().rules().json());
        if (!sameContents || !sameRules) {
            return all(sameContents ? TargetCause.RULES : TargetCause.PLAN, before, after);
        }
        Map<String, Map<TargetCause, BigDecimal>> causes = new LinkedHashMap<>(DemandCauses.between(before, after));
        Map<String, PhaseTarget> old = before.byPhase();
        Map<String, PhaseTarget> now = after.byPhase();
        codes(old, now).forEach(code -> causes.computeIfAbsent(code, each -> new EnumMap<>(TargetCause.class))
                .merge(TargetCause.ORDERS, inOrders(now.get(code)).subtract(inOrders(old.get(code))), BigDecimal::add));
        return causes;
    }

    private static Map<String, Map<TargetCause, BigDecimal>> all(
            TargetCause cause, TargetState before, TargetState after) {
        Map<String, PhaseTarget> old = before.byPhase();
        Map<String, PhaseTarget> now = after.byPhase();
        Map<String, Map<TargetCause, BigDecimal>> causes = new LinkedHashMap<>();
        codes(old, now)
                .forEach(code ->
                        causes.put(code, Map.of(cause, toProduce(now.get(code)).subtract(toProduce(old.get(code))))));
        return causes;
    }

    /** Days that are left after each of the causes that change them. A phase without a window has none of them. */
    private static Map<TargetCause, BigDecimal> days(String code, TargetState before, TargetState after) {
        Map<TargetCause, BigDecimal> days = new EnumMap<>(TargetCause.class);
        PlanBasis.Window was = window(before, code);
        PlanBasis.Window is = window(after, code);
        if (was != null) {
            days.put(
                    TargetCause.DAYS_PASSED,
                    before.workDays().followedBy(after.workDays()).left(was, after.asOf()));
            days.put(TargetCause.CALENDAR, after.workDays().left(was, after.asOf()));
        }
        if (is != null) {
            days.put(TargetCause.WINDOWS, after.workDays().left(is, after.asOf()));
        }
        return days;
    }

    private static PlanBasis.@Nullable Window window(TargetState state, String code) {
        return state.basis().schedule().windows().stream()
                .filter(window -> window.phase().equals(code))
                .findFirst()
                .orElse(null);
    }

    private static BigDecimal toProduce(@Nullable PhaseTarget phase) {
        return phase == null ? BigDecimal.ZERO : phase.measures().toProduce();
    }

    private static BigDecimal inOrders(@Nullable PhaseTarget phase) {
        return phase == null
                ? BigDecimal.ZERO
                : phase.measures().load().add(phase.measures().queue());
    }

    /** A phase's target on its way from one moment to the other. */
    private static final class Steps {

        private BigDecimal toProduce;
        private @Nullable BigDecimal days;
        private BigInteger daily;

        Steps(BigDecimal toProduce, @Nullable PhaseTarget was) {
            this.toProduce = toProduce;
            this.days = was == null ? null : was.days();
            this.daily = daily();
        }

        List<Share> take(Map<TargetCause, BigDecimal> pieces, Map<TargetCause, BigDecimal> daysAfter) {
            List<Share> shares = new ArrayList<>();
            for (TargetCause cause : TargetCause.values()) {
                shares.add(step(cause, pieces.getOrDefault(cause, BigDecimal.ZERO), daysAfter));
            }
            return shares;
        }

        private Share step(TargetCause cause, BigDecimal more, Map<TargetCause, BigDecimal> daysAfter) {
            toProduce = toProduce.add(more);
            if (cause == TargetCause.WINDOWS || daysAfter.containsKey(cause)) {
                days = daysAfter.get(cause);
            }
            BigInteger earlier = daily;
            daily = daily();
            return new Share(cause, more, daily.subtract(earlier));
        }

        private BigInteger daily() {
            return requireNonNullElse(PhaseTarget.daily(toProduce, days), BigInteger.ZERO);
        }
    }
}
