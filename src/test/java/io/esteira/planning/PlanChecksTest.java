package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.planning.PlanInput.GoalKind;
import io.esteira.planning.PlanInput.PlanGoal;
import io.esteira.planning.PlanInput.PlanLot;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which plans are taken, and by which field the others are refused. */
class PlanChecksTest {

    private static PlanInput plan(
            String code,
            String name,
            List<LocalDate> days,
            @Nullable List<PlanLot> lots,
            @Nullable List<String> invoiceTypes,
            @Nullable List<PlanGoal> goals) {
        return new PlanInput(
                code,
                name,
                days.get(0),
                days.get(1),
                days.get(2),
                days.get(3),
                DemandModel.SALES,
                null,
                lots,
                invoiceTypes,
                null,
                goals);
    }

    private static List<LocalDate> days(String salesFrom, String salesTo, String invoiceFrom, String invoiceTo) {
        return List.of(
                LocalDate.parse(salesFrom),
                LocalDate.parse(salesTo),
                LocalDate.parse(invoiceFrom),
                LocalDate.parse(invoiceTo));
    }

    private static final List<LocalDate> USUAL = days("2025-06-02", "2025-09-26", "2025-10-06", "2026-01-30");

    private static String outcome(PlanInput plan) {
        return PlanChecks.check(plan)
                .map(refusal -> refusal.code() + " " + refusal.field())
                .orElse("taken");
    }

    private static String named(String code, String name) {
        return outcome(plan(code, name, USUAL, null, null, null));
    }

    @Test
    void codeAndNameHaveUpToAHundredCharacters() {
        assertThat(named("x".repeat(100), "y".repeat(100))).isEqualTo("taken");
        assertThat(named("x".repeat(101), "Verão")).isEqualTo("INVALID_CODE code");
        assertThat(named(" ", "Verão")).isEqualTo("INVALID_CODE code");
        assertThat(named("V26", "y".repeat(101))).isEqualTo("INVALID_CODE name");
        assertThat(named("V26", "")).isEqualTo("INVALID_CODE name");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-02, 2025-06-02, 2025-10-06, 2025-10-06, taken",
        "2000-01-01, 2025-06-02, 2025-10-06, 2100-12-31, taken",
        "2025-06-02, 2025-06-01, 2025-10-06, 2026-01-30, INVALID_DATES salesTo",
        "1999-12-31, 2025-06-01, 2025-10-06, 2026-01-30, INVALID_DATES salesTo",
        "2025-06-02, 2025-09-26, 2025-10-06, 2025-10-05, INVALID_DATES invoiceTo",
        "2025-06-02, 2025-09-26, 2025-10-06, 2101-01-01, INVALID_DATES invoiceTo"
    })
    void aPeriodIsOfADayAtLeastWithinTheCentury(
            String salesFrom, String salesTo, String invoiceFrom, String invoiceTo, String outcome) {
        List<LocalDate> days = days(salesFrom, salesTo, invoiceFrom, invoiceTo);

        assertThat(outcome(plan("V26", "Verão", days, null, null, null))).isEqualTo(outcome);
    }

    @Test
    void nothingIsNamedTwice() {
        List<PlanLot> lots = List.of(new PlanLot("25O06A", false), new PlanLot("25O06A", true));

        assertThat(outcome(plan("V26", "Verão", USUAL, lots, null, null))).isEqualTo("INVALID_CODE lots");
        assertThat(outcome(plan("V26", "Verão", USUAL, lots.subList(0, 1), List.of("1", "2", "1"), null)))
                .isEqualTo("INVALID_CODE invoiceTypes");
        assertThat(outcome(plan("V26", "Verão", USUAL, lots.subList(0, 1), List.of("1", "2"), null)))
                .isEqualTo("taken");
    }

    private static String goals(PlanGoal... goals) {
        return outcome(plan("V26", "Verão", USUAL, null, null, List.of(goals)));
    }

    private static PlanGoal goal(GoalKind kind, String name, @Nullable String pieces, @Nullable String amount) {
        return new PlanGoal(
                kind,
                name,
                pieces == null ? null : new BigDecimal(pieces),
                amount == null ? null : new BigDecimal(amount));
    }

    @Test
    void aGoalIsOfOneBrandOrCategoryAndNotNegative() {
        assertThat(goals(goal(GoalKind.BRAND, "POLO", "0", null), goal(GoalKind.CATEGORY, "POLO", null, "0")))
                .isEqualTo("taken");
        assertThat(goals(goal(GoalKind.BRAND, "POLO", "1", null), goal(GoalKind.BRAND, "POLO", "2", null)))
                .isEqualTo("INVALID_CODE goals");
        assertThat(goals(goal(GoalKind.BRAND, "A", null, null), goal(GoalKind.BRAND, " ", null, null)))
                .isEqualTo("INVALID_CODE goals");
        assertThat(goals(goal(GoalKind.BRAND, "A", "-1", "5"))).isEqualTo("INVALID_QUANTITY goals");
        assertThat(goals(goal(GoalKind.BRAND, "A", "5", "-0.01"))).isEqualTo("INVALID_QUANTITY goals");
    }
}
