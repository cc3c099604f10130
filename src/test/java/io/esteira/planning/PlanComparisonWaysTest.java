package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.canonical.FormerTargetChange;
import io.esteira.adapter.canonical.PlanChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.calendar.WorkCalendars;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Defects that the worked example does not have, in a plant of one product. */
class PlanComparisonWaysTest {

    private static final LocalDate DAY = LocalDate.parse("2025-10-22");
    private static PlanningDatabase database;
    private static int companies;

    private Company company;
    private Caller planner;

    @BeforeAll
    static void start() {
        database = new PlanningDatabase();
        database.get(WorkCalendars.class).computeHolidays();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** 1,000 pieces forecast; 130 stand at 409, 60 of another collection there too, 40 at 431, 70 at planning's phase. */
    @BeforeEach
    void aPlant() {
        company = database.company("WAYS" + ++companies);
        planner = PlanningDatabase.planner(company);
        database.hold(
                company,
                new SmallPlant()
                        .phases("401", "409", "429", "431")
                        .product("010200001-0", "A", "TSHIRT A", "401", "409", "429")
                        .forecast("L", "A", 1000)
                        .order("000001-001", "A", 130, 2, "401", "409", "429")
                        .order("000002-001", "A", 60, "1-PRODUTO VENDA", "LOTE INVERNO 2025", 2, "401", "409", "429")
                        .order("000003-001", "A", 40, 2, "401", "431")
                        .order("000004-001", "A", 70, 1, "401", "409", "429"));
    }

    private void plan(boolean backlog, String... collections) {
        assertThat(database.merge(
                        company,
                        false,
                        database.merger("importedPlans"),
                        new PlanChange(
                                new Ref("P"),
                                "P",
                                "P",
                                LocalDate.parse("2025-06-01"),
                                LocalDate.parse("2025-09-30"),
                                LocalDate.parse("2025-10-06"),
                                LocalDate.parse("2025-12-31"),
                                List.of(new PlanChange.Lot("L", backlog)),
                                List.of("1"),
                                List.of(collections),
                                List.of())))
                .isEmpty();
    }

    /** What the other system has saved of a phase: the days of a phase without a window. */
    private List<String> differences(String phase, int toSchedule, int load, int queue) {
        int toProduce = toSchedule + load + queue;
        assertThat(database.merge(
                        company,
                        false,
                        database.merger("formerTargets"),
                        new FormerTargetChange(
                                new Ref(phase),
                                new Ref("P"),
                                DAY,
                                phase,
                                "FASE",
                                BigDecimal.valueOf(1000),
                                BigDecimal.valueOf(toSchedule),
                                BigDecimal.valueOf(load),
                                BigDecimal.valueOf(queue),
                                BigDecimal.valueOf(toProduce),
                                BigDecimal.ONE,
                                BigDecimal.valueOf(toProduce))))
                .isEmpty();
        return database
                .get(PlanComparisons.class)
                .of(planner, database.planId(company, "P"), null)
                .orElseThrow()
                .phases()
                .stream()
                .filter(each -> each.code().equals(phase))
                .flatMap(each -> each.differences().stream())
                .map(each ->
                        each.measure() + " " + plain(each.former()) + "/" + plain(each.hub()) + ": " + each.defects())
                .toList();
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "-" : number.stripTrailingZeros().toPlainString();
    }

    @Test
    void theOptionOfALotThatIsNotLookedAtIsTold() {
        plan(true, "VERAO 2025");

        // 1,000 less what is in released orders, in place of the 70 that planning holds.
        assertThat(differences("401", 770, 0, 0)).contains("TO_SCHEDULE 770/70: [BACKLOG_OPTION_IGNORED]");
    }

    @Test
    void ordersOfOtherCollectionsAreTold() {
        plan(false, "VERAO 2025");

        assertThat(differences("409", 770, 190, 0))
                .containsExactly(
                        "LOAD 190/130: [FILTER_IGNORED]",
                        "TO_PRODUCE 960/900: [FILTER_IGNORED]",
                        "DAYS 1/-: [DAYS_WITHOUT_WINDOW]",
                        "DAILY_TARGET 960/-: [FILTER_IGNORED, DAYS_WITHOUT_WINDOW]");
    }

    @Test
    void phasesThatAreOneAreTold() {
        plan(false);

        assertThat(differences("429", 770, 0, 190)).contains("LOAD 0/40: [FOLDED_PHASES_APART]");
        assertThat(differences("431", 0, 40, 0)).contains("LOAD 40/0: [FOLDED_PHASES_APART]");
    }

    @Test
    void ordersThatPlanningHasNotReleasedAreTold() {
        plan(false);

        assertThat(differences("409", 700, 190, 70))
                .contains(
                        "TO_SCHEDULE 700/770: [UNRELEASED_ORDERS_COUNTED]", "QUEUE 70/0: [UNRELEASED_ORDERS_COUNTED]");
    }

    @Test
    void aFilterThatWasLeftEmptyIsToldWhereAllOrdersAreMissing() {
        plan(false);

        assertThat(differences("409", 770, 0, 0))
                .contains("LOAD 0/190: [EMPTY_FILTER_IS_NOTHING]", "TO_PRODUCE 770/960: [EMPTY_FILTER_IS_NOTHING]");
    }

    @Test
    void whatNothingExplainsIsNotGuessed() {
        plan(false);

        assertThat(differences("409", 771, 190, 0))
                .contains("TO_SCHEDULE 771/770: [UNEXPLAINED]", "TO_PRODUCE 961/960: [UNEXPLAINED]");
    }
}
