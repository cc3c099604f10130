package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.adapter.canonical.DayOffChange;
import io.esteira.adapter.canonical.FormerTargetChange;
import io.esteira.adapter.canonical.PhaseWindowChange;
import io.esteira.adapter.canonical.PlanChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.calendar.WorkCalendars;
import io.esteira.planning.PlanComparison.Difference;
import io.esteira.planning.PlanComparison.Measure;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The worked example as the system in use has saved it, and what else that system gets wrong. */
class PlanComparisonTest {

    private static final LocalDate DAY = LocalDate.parse("2025-10-22");
    private static PlanningDatabase database;
    private static Company company;
    private static Caller planner;

    @BeforeAll
    static void data() {
        database = new PlanningDatabase();
        company = database.company("EXEMPLO");
        planner = PlanningDatabase.planner(company);
        database.hold(company, WorkedExampleTest.plant());
        database.get(WorkCalendars.class).computeHolidays();
        database.merge(
                company,
                false,
                database.merger("importedDays"),
                new DayOffChange(new Ref("city"), LocalDate.parse("2025-11-14"), "ANIVERSARIO DA CIDADE"));
        plan("VER25", List.of(), "25O06A");
        plan("DOIS", List.of("VERAO 2025"), "25O06B", "25O06C");
        window("401", "2025-10-01", "2025-10-24");
        window("409", "2025-10-06", "2025-11-07");
        window("426", "2025-10-13", "2025-11-14");
        window("429", "2025-10-20", "2025-11-28");
        window("435", "2025-10-27", "2025-11-21");
        window("449", "2025-10-27", "2025-12-12");
        saved("VER25", DAY, "401", 2400, 930, 0, 0, 930, 3, 310);
        saved("VER25", DAY, "409", 4000, 2270, 550, 0, 2820, 13, 217);
        saved("VER25", DAY, "426", 800, 600, 120, 0, 720, 18, 40);
        saved("VER25", DAY, "429", 2400, 930, 0, 670, 1600, 28, 57);
        saved("VER25", DAY, "435", 1600, 1340, 0, 0, 1340, 20, 67);
    }

    private static void plan(String code, List<String> collections, String... lots) {
        assertThat(database.merge(
                        company,
                        false,
                        database.merger("importedPlans"),
                        new PlanChange(
                                new Ref(code),
                                code,
                                code,
                                LocalDate.parse("2025-06-01"),
                                LocalDate.parse("2025-09-30"),
                                LocalDate.parse("2025-10-06"),
                                LocalDate.parse("2025-12-31"),
                                Stream.of(lots)
                                        .map(lot -> new PlanChange.Lot(lot, false))
                                        .toList(),
                                List.of("1"),
                                collections,
                                List.of())))
                .isEmpty();
    }

    private static void window(String phase, String from, String to) {
        assertThat(database.merge(
                        company,
                        false,
                        database.merger("importedWindows"),
                        new PhaseWindowChange(
                                new Ref("VER25|" + phase),
                                new Ref("VER25"),
                                phase,
                                LocalDate.parse(from),
                                LocalDate.parse(to))))
                .isEmpty();
    }

    /** @param numbers forecast, to schedule, load, queue, to produce, days, daily target */
    private static void saved(String plan, LocalDate day, String phase, int... numbers) {
        List<BigDecimal> all =
                Arrays.stream(numbers).mapToObj(BigDecimal::valueOf).toList();
        assertThat(database.merge(
                        company,
                        false,
                        database.merger("formerTargets"),
                        new FormerTargetChange(
                                new Ref(plan + "|" + day + "|" + phase),
                                new Ref(plan),
                                day,
                                phase,
                                "FASE " + phase,
                                all.get(0),
                                all.get(1),
                                all.get(2),
                                all.get(3),
                                all.get(4),
                                all.get(5),
                                all.get(6))))
                .isEmpty();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static PlanComparison compare(String plan, LocalDate day) {
        return database.get(PlanComparisons.class)
                .of(planner, database.planId(company, plan), day)
                .orElseThrow();
    }

    /** As {@code MEASURE former/hub: defects}. */
    private static List<String> differences(PlanComparison comparison, String phase) {
        return comparison.phases().stream()
                .filter(each -> each.code().equals(phase))
                .flatMap(each -> each.differences().stream())
                .map(PlanComparisonTest::text)
                .toList();
    }

    private static String text(Difference difference) {
        return difference.measure() + " " + plain(difference.former()) + "/" + plain(difference.hub()) + ": "
                + String.join(
                        "+",
                        difference.defects().stream().map(PlanningDefect::name).toList());
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "-" : number.stripTrailingZeros().toPlainString();
    }

    @Test
    void eachNumberOfTheWorkedExampleIsExplainedByItsDefect() {
        PlanComparison comparison = compare("VER25", DAY);

        assertThat(comparison.savedDays()).contains(DAY);
        assertThat(differences(comparison, "401")).isEmpty();
        assertThat(differences(comparison, "409"))
                .containsExactly(
                        "TO_SCHEDULE 2270/2130: PARTS_NOT_MULTIPLIED",
                        "TO_PRODUCE 2820/2680: PARTS_NOT_MULTIPLIED",
                        "DAILY_TARGET 217/206: PARTS_NOT_MULTIPLIED");
        assertThat(differences(comparison, "426"))
                .containsExactly("DAYS 18/17: HOLIDAYS_IGNORED", "DAILY_TARGET 40/42: HOLIDAYS_IGNORED");
        assertThat(differences(comparison, "429"))
                .containsExactly("DAYS 28/26: HOLIDAYS_IGNORED", "DAILY_TARGET 57/62: HOLIDAYS_IGNORED");
        // The daily target is 67 in both, by two defects.
        assertThat(differences(comparison, "435"))
                .containsExactly(
                        "TO_SCHEDULE 1340/1200: PARTS_NOT_MULTIPLIED",
                        "TO_PRODUCE 1340/1200: PARTS_NOT_MULTIPLIED",
                        "DAYS 20/18: HOLIDAYS_IGNORED");
    }

    @Test
    void aPhaseThatTheOtherSystemDoesNotShowIsHidden() {
        assertThat(differences(compare("VER25", DAY), "449")).containsExactly("TO_PRODUCE -/1600: PHASE_HIDDEN");
    }

    @Test
    void twoLotsOfOneProductAreDeductedTwice() {
        saved("DOIS", DAY, "401", 1000, 0, 0, 0, 0, 1, 0);

        assertThat(differences(compare("DOIS", DAY), "401"))
                .contains("TO_SCHEDULE 0/330: LOTS_DEDUCTED_APART", "DAYS 1/-: DAYS_WITHOUT_WINDOW");
    }

    @Test
    void ordersOfPlanningsPhaseFiltersAndRoundingAreTold() {
        LocalDate day = LocalDate.parse("2025-10-24");
        saved("VER25", day, "401", 2400, 930, 90, 0, 1020, 1, 1020);
        saved("VER25", day, "409", 4000, 2130, 0, 0, 2130, 11, 193);
        saved("VER25", day, "426", 800, 600, 120, 0, 720, 16, 45);
        saved("VER25", day, "429", 3400, 930, 0, 670, 1600, 26, 61);
        saved("DOIS", day, "429", 1600, 330, 1, 670, 1001, 1, 1001);

        PlanComparison comparison = compare("VER25", day);

        assertThat(differences(comparison, "401"))
                .containsExactly(
                        "LOAD 90/0: UNRELEASED_ORDERS_COUNTED",
                        "TO_PRODUCE 1020/930: UNRELEASED_ORDERS_COUNTED",
                        "DAILY_TARGET 1020/930: UNRELEASED_ORDERS_COUNTED");
        assertThat(differences(comparison, "409")).contains("LOAD 0/550: UNEXPLAINED");
        // 720 by 15 days, and by 16; 1,600 by 24, and by 26, which is 61.54.
        assertThat(differences(comparison, "426"))
                .containsExactly("DAYS 16/15: HOLIDAYS_IGNORED", "DAILY_TARGET 45/48: HOLIDAYS_IGNORED");
        assertThat(differences(comparison, "429"))
                .containsExactly(
                        "FORECAST 3400/2400: UNEXPLAINED",
                        "DAYS 26/24: HOLIDAYS_IGNORED",
                        "DAILY_TARGET 61/67: HOLIDAYS_IGNORED+ROUNDING");
        assertThat(differences(compare("DOIS", day), "429")).contains("LOAD 1/0: UNEXPLAINED");
    }

    @Test
    void aForecastThatIsLinkedTwiceIsTold() {
        LocalDate day = LocalDate.parse("2025-10-23");
        saved("DOIS", day, "401", 1600, 330, 0, 0, 330, 1, 330);

        assertThat(differences(compare("DOIS", day), "401")).contains("FORECAST 1600/1000: LOT_LINKED_TWICE");
    }

    @Test
    void aDayOfWhichNothingWasSavedIsRefused() {
        assertThatThrownBy(() -> compare("VER25", LocalDate.parse("2025-01-01")))
                .isInstanceOf(QuestionRefused.class)
                .hasMessageContaining("2025-01-01");
    }

    @Test
    void eachDefectSaysWhatItIsInBothLanguages() {
        assertThat(PlanningDefect.values())
                .allSatisfy(defect -> assertThat(List.of(defect.message(), defect.messagePt()))
                        .allMatch(text -> text.endsWith("."))
                        .doesNotHaveDuplicates());
        assertThat(Measure.values()).hasSize(7);
    }
}
