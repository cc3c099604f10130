package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.calendar.CalendarDay;
import io.esteira.calendar.WorkCalendars;
import io.esteira.planning.SmallPlant.Sale;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.support.Draft;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The numbers that planners have computed by hand, on Wednesday 22 October 2025; invoicing began on the 6th. */
class WorkedExampleTest {

    private static final LocalDate DAY = LocalDate.parse("2025-10-22");
    private static PlanningDatabase database;
    private static Company company;
    private static Caller planner;

    @BeforeAll
    static void data() {
        database = new PlanningDatabase();
        company = database.company("EXEMPLO");
        planner = PlanningDatabase.planner(company);
        database.hold(company, plant());
        database.get(WorkCalendars.class).computeHolidays();
        Plans plans = database.get(Plans.class);
        done(plans.save(planner, "EXEMPLO", PlanningDatabase.plan("EXEMPLO", "25O06A")));
        done(plans.save(planner, "EXEMPLO", PlanningDatabase.plan("DOIS", "25O06B", "25O06C")));
        done(plans.save(planner, "EXEMPLO", PlanningDatabase.plan("NENHUM", "25O06A")));
        window("EXEMPLO", "401", "2025-10-01", "2025-10-24");
        window("EXEMPLO", "409", "2025-10-06", "2025-11-07");
        window("EXEMPLO", "426", "2025-10-13", "2025-11-14");
        window("EXEMPLO", "429", "2025-10-20", "2025-11-28");
        window("EXEMPLO", "435", "2025-10-27", "2025-11-21");
        window("EXEMPLO", "449", "2025-10-27", "2025-12-12");
    }

    static SmallPlant plant() {
        String[] ab = {"401", "409", "429", "449"};
        String[] c = {"401", "409", "426", "429", "449"};
        return new SmallPlant()
                .phases("401", "409", "426", "429", "431", "435", "449")
                .product("010200001-0", "A", "TSHIRT EXEMPLO A", ab)
                .product("010200002-0", "B", "REGATA EXEMPLO B", ab)
                .product("010400003-0", "C", "POLO EXEMPLO C", c)
                .product("60100004-0", "P", "PARTE EXEMPLO P", "409", "435")
                .part("C", "P", 2)
                .forecast("25O06A", "A", 1000)
                .forecast("25O06A", "B", 600)
                .forecast("25O06A", "C", 800)
                .forecast("25O06A", "P", 1600)
                .forecast("25O06B", "A", 600)
                .forecast("25O06C", "A", 400)
                .sale("A", "2025-10-20", 400, 200, 50)
                .sale("B", "2025-10-20", 150, 100, 0)
                .sale("C", "2025-10-20", 100, 0, 20)
                .sale("A", "2025-09-15", 180, 100, 0)
                .sale(uncounted("1", Sale.Block.COMMERCIAL))
                .sale(uncounted("1", Sale.Block.CREDIT))
                .sale(uncounted("1", Sale.Block.CANCELLED))
                .sale(uncounted("2", Sale.Block.NONE))
                .stock("A", "5", 120)
                .stock("A", "7", 33)
                .stock("B", "5", 400)
                .stock("C", "5", 60)
                .order("000901-001", "A", 300, 2, ab)
                .order("000902-001", "B", 250, 2, ab)
                .order("000903-001", "C", 120, 3, c)
                .order("000904-001", "A", 90, "6-MOSTRUARIO", "LOTE VERAO 2025", 1, ab)
                .order("000801-001", "B", 220, null, "401", "429", "431", "449")
                .movement("000801-001", 2, "2025-10-13", 100)
                .movement("000801-001", 2, "2025-10-17", 80)
                .movement("000801-001", 3, "2025-10-15", 40);
    }

    private static Sale uncounted(String type, Sale.Block block) {
        return new Sale("A", LocalDate.parse("2025-10-21"), 1000, 500, 100, type, block);
    }

    private static void window(String plan, String phase, String from, String to) {
        done(database.get(Plans.class).setWindow(planner, id(plan), phase, LocalDate.parse(from), LocalDate.parse(to)));
    }

    private static UUID id(String plan) {
        return database.planId(company, plan);
    }

    private static void done(Plans.Answer answer) {
        assertThat(answer).isInstanceOf(Plans.Answer.Done.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static PlanTargets targets(String plan, LocalDate day) {
        return database.get(Targets.class)
                .of(planner, id(plan), TargetRequest.on(day, 4))
                .orElseThrow();
    }

    private static PhaseTarget phase(PlanTargets targets, String code) {
        return targets.phases().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal toSchedule(PlanTargets targets, String sku) {
        return phase(targets, "409").categories().stream()
                .flatMap(category -> category.parts().stream())
                .flatMap(style -> style.parts().stream())
                .filter(item -> item.code().equals(sku))
                .findFirst()
                .orElseThrow()
                .measures()
                .toSchedule();
    }

    private static void holds(PhaseTarget target, int load, int queue, int toSchedule, String days, int daily) {
        assertThat(target.measures().load()).isEqualByComparingTo(BigDecimal.valueOf(load));
        assertThat(target.measures().queue()).isEqualByComparingTo(BigDecimal.valueOf(queue));
        assertThat(target.measures().toSchedule()).isEqualByComparingTo(BigDecimal.valueOf(toSchedule));
        assertThat(target.days()).isEqualByComparingTo(days);
        assertThat(target.dailyTarget()).isEqualTo(BigInteger.valueOf(daily));
    }

    @Test
    void whatIsToBeScheduledIsTheForecastLessWhatIsThere() {
        PlanTargets targets = targets("EXEMPLO", DAY);

        assertThat(toSchedule(targets, "A")).isEqualByComparingTo("330");
        assertThat(toSchedule(targets, "B")).isEqualByComparingTo("0");
        assertThat(toSchedule(targets, "C")).isEqualByComparingTo("600");
        assertThat(targets.toSchedule()).isEqualByComparingTo("930");
        assertThat(targets.forecast()).isEqualByComparingTo("2400");
        assertThat(targets.awaitingRelease()).isEqualByComparingTo("90");
    }

    @Test
    void aPartIsNettedByAsManyAsItsProductTakes() {
        assertThat(toSchedule(targets("EXEMPLO", DAY), "P")).isEqualByComparingTo("1200");
    }

    @Test
    void beforeTheSwitchStockServesThePreviousCollectionFirst() {
        assertThat(toSchedule(targets("EXEMPLO", LocalDate.parse("2025-10-20")), "A"))
                .isEqualByComparingTo("410");
        assertThat(toSchedule(targets("EXEMPLO", LocalDate.parse("2025-10-21")), "A"))
                .isEqualByComparingTo("330");
    }

    @Test
    void aProductInTwoLotsIsNettedOnce() {
        assertThat(targets("DOIS", DAY).toSchedule()).isEqualByComparingTo("330");
    }

    @Test
    void onlyTheForecastOfChosenLotsCounts() {
        PlanTargets second = database.get(Targets.class)
                .of(planner, id("DOIS"), ofLots("25O06B"))
                .orElseThrow();

        assertThat(second.forecast()).isEqualByComparingTo("600");
        assertThat(second.toSchedule()).isZero();
        assertThatThrownBy(() -> database.get(Targets.class).of(planner, id("DOIS"), ofLots("25O06A")))
                .isInstanceOf(QuestionRefused.class);
    }

    private static TargetRequest ofLots(String... lots) {
        return new TargetRequest(DAY, null, null, null, null, null, 1, List.of(lots));
    }

    @Test
    void phasesHaveTheirLoadQueueAndDailyTarget() {
        WorkCalendars calendars = database.get(WorkCalendars.class);
        UUID calendar = database.uuid("select public_id from hub.work_calendar where code = 'DEFAULT'");
        LocalDate city = LocalDate.parse("2025-11-14");
        calendars.setDays(
                planner,
                calendar,
                city,
                new CalendarDay(city, CalendarDay.Kind.MUNICIPAL, "Aniversário da cidade", BigDecimal.ZERO));

        PlanTargets targets = targets("EXEMPLO", DAY);

        holds(phase(targets, "401"), 0, 0, 930, "3", 310);
        holds(phase(targets, "409"), 550, 0, 2130, "13", 206);
        holds(phase(targets, "426"), 120, 0, 600, "17", 42);
        holds(phase(targets, "429"), 0, 670, 930, "26", 62);
        holds(phase(targets, "435"), 0, 0, 1200, "18", 67);
        holds(phase(targets, "449"), 0, 670, 930, "33", 48);
        assertThat(phase(targets, "429").measures().queueNext()).isEqualByComparingTo("670");
        assertThat(phase(targets, "449").measures().queueNext()).isZero();
    }

    @Test
    void whatWasAchievedCountsFoldedPhasesAndBusinessDays() {
        TargetRequest week = new TargetRequest(
                DAY, null, null, LocalDate.parse("2025-10-13"), LocalDate.parse("2025-10-17"), "429", 1);

        PlanTargets targets =
                database.get(Targets.class).of(planner, id("EXEMPLO"), week).orElseThrow();

        assertThat(targets.achievedDays()).isEqualByComparingTo("5");
        assertThat(targets.phases()).hasSize(1);
        assertThat(targets.phases().getFirst().measures().achieved()).isEqualByComparingTo("220");
    }

    @Test
    void aPlanWithoutWindowsHasTargetsWithoutDaysAndSaysWhy() {
        PhaseTarget target = phase(targets("NENHUM", DAY), "409");

        assertThat(target.days()).isNull();
        assertThat(target.dailyTarget()).isNull();
        assertThat(target.noDays()).isEqualTo(PhaseTarget.NoDays.NO_WINDOW);
        assertThat(target.measures().toProduce()).isEqualByComparingTo("2680");
    }

    @Test
    void aWindowThatHasPassedLeavesTheWholeRemainder() {
        PhaseTarget target = phase(targets("EXEMPLO", LocalDate.parse("2025-10-27")), "401");

        assertThat(target.days()).isZero();
        assertThat(target.dailyTarget()).isEqualTo(BigInteger.valueOf(930));
        assertThat(target.noDays()).isEqualTo(PhaseTarget.NoDays.WINDOW_ENDED);
    }

    @Test
    void ordersOfAPhaseSayWhereTheyStand() {
        List<Targets.TargetOrder> orders = database.get(Targets.class)
                .orders(planner, id("EXEMPLO"), "429", null, null, null)
                .orElseThrow();

        assertThat(orders)
                .extracting(Targets.TargetOrder::number)
                .containsExactly("000901-001", "000902-001", "000903-001");
        assertThat(orders).extracting(Targets.TargetOrder::atPhase).containsExactly("409", "409", "426");
        assertThat(orders).allMatch(order -> !order.stands() && order.comesNext());
    }

    @Test
    void theQueueOfAPhaseSaysWhereItIsNow() {
        List<Targets.QueueOrigin> origins = database.get(Targets.class)
                .origins(planner, id("EXEMPLO"), "449", null)
                .orElseThrow();

        assertThat(origins).extracting(Targets.QueueOrigin::phase).containsExactly("409", "426");
        assertThat(origins)
                .extracting(origin -> origin.pieces().intValueExact())
                .containsExactly(550, 120);
        assertThat(origins).allMatch(origin -> origin.comingNext().signum() == 0);
    }

    @Test
    void aScenarioChangesNothingOfThePlan() {
        Scenario longer = new Scenario(
                "Até 14/11",
                List.of(new Scenario.Window("409", LocalDate.parse("2025-10-06"), LocalDate.parse("2025-11-14"))),
                null,
                Map.of(LocalDate.parse("2025-10-25"), BigDecimal.ONE),
                JsonMapper.shared().readTree("{\"multiplyParts\": false}"),
                null,
                null);
        PlanTargets before = targets("EXEMPLO", DAY);

        PlanTargets would = database.get(Targets.class)
                .scenarios(planner, id("EXEMPLO"), TargetRequest.on(DAY, 1), List.of(longer))
                .orElseThrow()
                .getFirst()
                .targets();

        assertThat(phase(would, "409").days())
                .isEqualByComparingTo(Objects.requireNonNull(
                                phase(before, "409").days())
                        .add(new BigDecimal(database.holiday("EXEMPLO", LocalDate.parse("2025-11-14")) ? "5" : "6")));
        assertThat(phase(would, "435").measures().toSchedule())
                .as("parts lessened as the former system does")
                .isEqualByComparingTo("1340");
        assertThat(targets("EXEMPLO", DAY).phases()).isEqualTo(before.phases());
    }

    @Test
    void phasesAreShownAsTheRulesSay() {
        Scenario shown = new Scenario(
                "Ordem",
                List.of(),
                null,
                Map.of(),
                JsonMapper.shared().readTree("{\"presentation\": [\"449\", \"409\"]}"),
                null,
                null);

        PlanTargets targets = database.get(Targets.class)
                .scenarios(planner, id("EXEMPLO"), TargetRequest.on(DAY, 1), List.of(shown))
                .orElseThrow()
                .getFirst()
                .targets();

        assertThat(targets.phases())
                .extracting(PhaseTarget::code)
                .containsExactly("449", "409", "401", "426", "429", "435");
    }

    @Test
    void rulesAreTriedOnPlansThatAreUnderWay() {
        Plans.Answer answer = database.get(Plans.class)
                .tryRules(planner, "EXEMPLO", DAY, JsonMapper.shared().readTree("{\"multiplyParts\": false}"));

        assertThat(answer).isInstanceOfSatisfying(Plans.Answer.Tried.class, tried -> {
            TargetChange change = tried.changes().stream()
                    .filter(changes ->
                            changes.planId() == targets("EXEMPLO", DAY).planId())
                    .flatMap(changes -> changes.phases().stream())
                    .filter(phase -> phase.code().equals("435"))
                    .findFirst()
                    .orElseThrow();
            assertThat(change.toProduceBefore()).isEqualByComparingTo("1200");
            assertThat(change.toProduceAfter()).isEqualByComparingTo("1340");
            assertThat(change.causes()).extracting(TargetChange.Share::cause).containsExactly(TargetCause.RULES);
        });
        assertThat(database.jdbc.queryForObject("select count(*) from hub.planning_rules", Integer.class))
                .isZero();
    }

    @Test
    void theNextOrdersAreThoseThatWaitLongestOfTheMostUrgent() {
        database.jdbc.update("update hub.production_order set priority = 'NORMAL' where number = '000901-001'");
        database.jdbc.update("update hub.production_order set priority = 'URGENTE' where number = '000903-001'");
        assertThat(database.get(PhaseBoard.class).justifyDelay(planner, justification(null, "Falta de etiqueta")))
                .isInstanceOf(Plans.Answer.Done.class);

        List<Targets.NextOrder> orders = database.get(Targets.class)
                .nextOrders(planner, id("EXEMPLO"), "429", 10)
                .orElseThrow();

        assertThat(orders)
                .extracting(Targets.NextOrder::number)
                .containsExactly("000903-001", "000901-001", "000902-001");
        assertThat(orders.getFirst().delayReason()).isEqualTo("Falta de etiqueta");
        assertThat(orders.getFirst().pieces()).isEqualByComparingTo("120");
    }

    @Test
    void theSameJustificationAgainIsSaidOnce() {
        PhaseBoard board = database.get(PhaseBoard.class);
        UUID id = Draft.newId();

        Plans.Answer first = board.justifyDelay(planner, justification(id, " Falta de linha "));
        Plans.Answer again = board.justifyDelay(planner, justification(id, "Falta de linha"));
        Plans.Answer another = board.justifyDelay(planner, justification(id, "Falta de gente"));
        Plans.Answer random = board.justifyDelay(planner, justification(UUID.randomUUID(), "Falta de gente"));

        assertThat(first).isInstanceOf(Plans.Answer.Done.class);
        assertThat(again).isEqualTo(first);
        assertThat(refusal(another)).isEqualTo("ID_REUSED");
        assertThat(refusal(random)).isEqualTo("INVALID_ID");
        assertThat(database.jdbc.queryForList(
                        "select reason from hub.delay_justification where public_id = ?", String.class, id))
                .containsExactly("Falta de linha");
    }

    private static String refusal(Plans.Answer answer) {
        return ((Plans.Answer.Refused) answer).refusal().code();
    }

    private static PhaseBoard.Justification justification(@Nullable UUID id, String reason) {
        return new PhaseBoard.Justification(id, "EXEMPLO", "000903-001", "426", reason);
    }
}
