package io.esteira.planning;

import io.esteira.planning.PlanningTexts.Code;
import io.esteira.platform.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a plan has to be like, before its references are looked up. */
final class PlanChecks {

    private static final int LONGEST = 100;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 12, 31);

    private PlanChecks() {}

    static Optional<Refusal> check(PlanInput plan) {
        return Stream.of(
                        text("code", plan.code()),
                        text("name", plan.name()),
                        days("salesTo", plan.salesFrom(), plan.salesTo()),
                        days("invoiceTo", plan.invoiceFrom(), plan.invoiceTo()),
                        once(
                                "lots",
                                orNone(plan.lots()).stream()
                                        .map(PlanInput.PlanLot::lot)
                                        .toList()),
                        once("invoiceTypes", orNone(plan.invoiceTypes())),
                        goals(plan.goals()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    static Optional<Refusal> days(String field, LocalDate first, LocalDate last) {
        return last.isBefore(first) || first.isBefore(EARLIEST) || last.isAfter(LATEST)
                ? Optional.of(PlanningTexts.invalidDates(field))
                : Optional.empty();
    }

    private static Optional<Refusal> text(String field, String given) {
        return given.isBlank() || given.length() > LONGEST
                ? Optional.of(PlanningTexts.invalidCode(field))
                : Optional.empty();
    }

    private static Optional<Refusal> once(String field, List<String> codes) {
        return codes.stream().distinct().count() < codes.size()
                ? Optional.of(PlanningTexts.givenTwice(field))
                : Optional.empty();
    }

    static <T> List<T> orNone(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }

    private static Optional<Refusal> goals(@Nullable List<PlanInput.PlanGoal> goals) {
        if (goals == null) {
            return Optional.empty();
        }
        boolean doubled =
                goals.stream().map(goal -> goal.kind() + goal.name()).distinct().count() < goals.size();
        if (doubled) {
            return Optional.of(PlanningTexts.givenTwice("goals"));
        }
        if (goals.stream().anyMatch(goal -> text("goals", goal.name()).isPresent())) {
            return Optional.of(PlanningTexts.invalidCode("goals"));
        }
        return goals.stream().anyMatch(goal -> isNegative(goal.pieces()) || isNegative(goal.amount()))
                ? Optional.of(PlanningTexts.invalidQuantity("goals"))
                : Optional.empty();
    }

    private static boolean isNegative(@Nullable BigDecimal number) {
        return number != null && number.signum() < 0;
    }

    static Optional<Refusal> firstOf(Code code, String field, List<String> unknown) {
        return unknown.stream().findFirst().map(given -> Refusal.unknown(code, field, given));
    }
}
