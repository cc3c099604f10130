package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.calendar.CalendarDay;
import io.esteira.calendar.WorkCalendars;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 330 shirts to be scheduled, 550 in the queue of 429, where one subcontractor holds 100 of another collection; 26 days. */
class SubcontractorTargetsTest {

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
        WorkCalendars calendars = database.get(WorkCalendars.class);
        calendars.computeHolidays();
        LocalDate city = LocalDate.parse("2025-11-14");
        calendars.setDays(
                planner,
                database.uuid("select public_id from hub.work_calendar where code = 'DEFAULT'"),
                city,
                new CalendarDay(city, CalendarDay.Kind.MUNICIPAL, "Aniversário da cidade", BigDecimal.ZERO));
        Plans plans = database.get(Plans.class);
        assertThat(plans.save(planner, "EXEMPLO", plan())).isInstanceOf(Plans.Answer.Done.class);
        assertThat(plans.setWindow(
                        planner, plan("P"), "429", LocalDate.parse("2025-10-20"), LocalDate.parse("2025-11-28")))
                .isInstanceOf(Plans.Answer.Done.class);
    }

    private static PlanInput plan() {
        PlanInput usual = PlanningDatabase.plan("P", "25O06A");
        return new PlanInput(
                "P",
                "P",
                usual.salesFrom(),
                usual.salesTo(),
                usual.invoiceFrom(),
                usual.invoiceTo(),
                DemandModel.LOT_FORECAST,
                null,
                usual.lots(),
                usual.invoiceTypes(),
                List.of("VERAO 2025"),
                null);
    }

    private static SmallPlant plant() {
        String[] routing = {"401", "409", "429", "449"};
        return new SmallPlant()
                .phases("401", "409", "429", "431", "449")
                .product("010200001-0", "A", "TSHIRT EXEMPLO A", routing)
                .product("010200005-0", "E", "BABY EXEMPLO E", "401", "429", "449")
                .forecast("25O06A", "A", 880)
                .order("000901-001", "A", 550, 2, routing)
                .order("000905-001", "E", 100, "1-PRODUTO VENDA", "LOTE ENCOMENDAS 2025", 2, "401", "431", "449");
    }

    private static UUID plan(String code) {
        return database.planId(company, code);
    }

    @BeforeEach
    void capacities() {
        database.jdbc.execute("truncate hub.subcontract_capacity, hub.subcontract_capacity_change");
        database.jdbc.execute("delete from hub.subcontract_shipment");
        database.jdbc.execute("delete from hub.subcontract_note");
        database.jdbc.execute("delete from hub.subcontractor");
        for (String code : List.of("1", "2")) {
            database.jdbc.update(
                    "insert into hub.subcontractor (public_id, company_id, source, code, name, observed_at) "
                            + "values (gen_random_uuid(), ?, 'csw', ?, ?, now())",
                    company.id(),
                    code,
                    "FACCAO " + code);
        }
        capacity("1", 15);
        capacity("2", 5);
        shipment("000905-001", "1", "429", 100, true);
    }

    private static void capacity(String subcontractor, int pieces) {
        database.jdbc.update("""
                insert into hub.subcontract_capacity (company_id, subcontractor_id, phase_id, category, pieces_per_day, updated_by)
                select s.company_id, s.id, f.id, 'CAMISETA', ?, 'maria'
                from hub.subcontractor s join hub.phase f on f.company_id = s.company_id and f.code = '429'
                where s.company_id = ? and s.code = ?
                """, pieces, company.id(), subcontractor);
    }

    private static void shipment(String order, String subcontractor, String phase, int pieces, boolean open) {
        database.jdbc.update("""
                insert into hub.subcontract_shipment (public_id, company_id, source, order_id, shipment_key, subcontractor_id, phase_id,
                  number, pieces, open, observed_at)
                select gen_random_uuid(), o.company_id, 'csw', o.id, gen_random_uuid()::text, s.id, f.id, '1', ?, ?, now()
                from hub.production_order o
                join hub.subcontractor s on s.company_id = o.company_id and s.code = ?
                join hub.phase f on f.company_id = o.company_id and f.code = ?
                where o.company_id = ? and o.number = ?
                """, pieces, open, subcontractor, phase, company.id(), order);
    }

    private static void note(String direction, String subcontractor, String phase, String day, int pieces) {
        database.jdbc.update("""
                insert into hub.subcontract_note (public_id, company_id, source, order_id, note_key, subcontractor_id, phase_id, direction,
                  day, pieces, observed_at)
                select gen_random_uuid(), o.company_id, 'csw', o.id, gen_random_uuid()::text, s.id, f.id, ?, ?::date, ?, now()
                from hub.production_order o
                join hub.subcontractor s on s.company_id = o.company_id and s.code = ?
                join hub.phase f on f.company_id = o.company_id and f.code = ?
                where o.company_id = ? and o.number = '000905-001'
                """, direction, day, pieces, subcontractor, phase, company.id());
    }

    private static PhaseSubcontracting targets(String phase, LocalDate day) {
        return database.get(SubcontractorTargets.class)
                .of(planner, plan("P"), new SubcontractorRequest(phase, day, null, null, null, List.of()))
                .orElseThrow();
    }

    private static List<String> told(
            PhaseSubcontracting targets, Function<SubcontractorTarget, @Nullable Object> value) {
        assertThat(targets.categories()).hasSize(1);
        SubcontractedCategory category = targets.categories().getFirst();
        assertThat(category.code()).isEqualTo("CAMISETA");
        return category.subcontractors().stream()
                .map(target -> target.shop().code() + " " + value.apply(target))
                .toList();
    }

    @Test
    void loadOfAnotherCollectionCountsAndFifteenFiveAndEighteenComeOut() {
        PhaseSubcontracting targets = targets("429", DAY);

        assertThat(targets.days()).isEqualByComparingTo("26");
        assertThat(told(targets, target -> target.shop().load())).containsExactly("1 100", "2 0", "EXCEDENTE 0");
        assertThat(told(targets, SubcontractorTarget::dailyTarget)).containsExactly("1 15", "2 5", "EXCEDENTE 18");
        assertThat(targets.categories().getFirst().surplus()).isEqualByComparingTo("18");
    }

    @Test
    void aFoldedPhaseMeansTheOneThatItIsFoldedInto() {
        assertThat(targets("431", DAY).phase()).isEqualTo("429");
    }

    @Test
    void aPhaseThatTheCompanyDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> targets("999", DAY))
                .isInstanceOf(QuestionRefused.class)
                .hasMessage("The company has no phase \"999\".");
    }

    @Test
    void shipmentsThatAreBackAndThoseOfOtherPhasesAreNoLoad() {
        shipment("000905-001", "2", "429", 70, false);
        shipment("000905-001", "2", "409", 80, true);
        shipment("000901-001", "2", "429", 90, true);

        assertThat(told(targets("429", DAY), target -> target.shop().load()))
                .containsExactly("1 100", "2 0", "EXCEDENTE 0");
    }

    @Test
    void piecesThatStandAtThePhaseAndNobodyHoldsAreSharedOut() {
        database.jdbc.execute("update hub.production_order set current_sequence = 3 where number = '000901-001'");
        shipment("000901-001", "2", "429", 50, true);
        try {
            SubcontractedCategory category = targets("429", DAY).categories().getFirst();

            assertThat(category.load()).isEqualByComparingTo("150");
            assertThat(category.pieces().unassigned()).isEqualByComparingTo("500");
            assertThat(category.pieces().queue()).isZero();
            assertThat(category.toProduce()).isEqualByComparingTo("980");
        } finally {
            database.jdbc.execute("update hub.production_order set current_sequence = 2 where number = '000901-001'");
        }
    }

    @Test
    void aSubcontractorIsCountedByItsOwnCalendar() {
        database.jdbc.update("""
                insert into hub.work_calendar (company_id, code, name, scope, parent_id, created_by, updated_by, friday)
                select company_id, 'FAC2', 'Facção 2', 'SUBCONTRACTOR', id, 'maria', 'maria', 0
                from hub.work_calendar where code = 'DEFAULT' and company_id = ? on conflict do nothing
                """, company.id());
        database.jdbc.update(
                "update hub.subcontractor set calendar_id = (select id from hub.work_calendar where code = 'FAC2') "
                        + "where code = '2'");

        PhaseSubcontracting targets = targets("429", DAY);

        // Fridays of the span that are not holidays: five.
        assertThat(told(targets, target -> Objects.requireNonNull(target.shop().days())
                        .stripTrailingZeros()
                        .toPlainString()))
                .containsExactly("1 26", "2 21", "EXCEDENTE 26");
    }

    @Test
    void whatWasSentAndCameBackInThePeriodIsTold() {
        note("SENT", "1", "429", "2025-10-02", 100);
        note("RETURNED", "1", "431", "2025-10-10", 60);
        note("RETURNED", "1", "429", "2025-10-21", 30);
        note("RETURNED", "1", "409", "2025-10-10", 5);

        PhaseSubcontracting targets = database.get(SubcontractorTargets.class)
                .of(
                        planner,
                        plan("P"),
                        new SubcontractorRequest(
                                "429",
                                DAY,
                                null,
                                LocalDate.parse("2025-10-01"),
                                LocalDate.parse("2025-10-20"),
                                List.of()))
                .orElseThrow();

        assertThat(told(targets, target -> target.shop().sent())).containsExactly("1 100", "2 0", "EXCEDENTE 0");
        assertThat(told(targets, target -> target.shop().returned())).containsExactly("1 60", "2 0", "EXCEDENTE 0");
    }

    private static PhaseSubcontracting tried(String subcontractor, String piecesPerDay) {
        SubcontractorRequest.Capacity capacity =
                new SubcontractorRequest.Capacity(subcontractor, "CAMISETA", new BigDecimal(piecesPerDay));
        return database.get(SubcontractorTargets.class)
                .of(planner, plan("P"), new SubcontractorRequest("429", DAY, null, null, null, List.of(capacity)))
                .orElseThrow();
    }

    @Test
    void aCapacityOnTrialTakesThePlaceOfTheAgreedOne() {
        assertThat(told(tried("2", "20"), SubcontractorTarget::dailyTarget))
                .containsExactly("1 15", "2 20", "EXCEDENTE 3");
        assertThat(told(targets("429", DAY), SubcontractorTarget::dailyTarget))
                .as("nothing was kept")
                .containsExactly("1 15", "2 5", "EXCEDENTE 18");
        assertThatThrownBy(() -> tried("99", "20")).isInstanceOf(QuestionRefused.class);
        assertThatThrownBy(() -> tried("2", "-1")).isInstanceOf(QuestionRefused.class);
    }

    @Test
    void withoutAWindowTheAnswerSaysWhy() {
        PhaseSubcontracting targets = targets("409", DAY);

        assertThat(targets.days()).isNull();
        assertThat(targets.noDays()).isEqualTo(PhaseTarget.NoDays.NO_WINDOW);
        assertThat(told(targets, SubcontractorTarget::dailyTarget)).containsExactly("EXCEDENTE null");
    }

    @Test
    void afterTheWindowTheAnswerSaysSo() {
        PhaseSubcontracting targets = targets("429", LocalDate.parse("2025-12-01"));

        assertThat(targets.days()).isZero();
        assertThat(targets.noDays()).isEqualTo(PhaseTarget.NoDays.WINDOW_ENDED);
        assertThat(told(targets, SubcontractorTarget::dailyTarget)).containsExactly("1 100", "2 0", "EXCEDENTE 880");
    }

    @Test
    void shipmentsAndTargetsTellCategoriesAlike() {
        List<String> told = database.jdbc.queryForList(
                "select hub.category_of(d, ?::jsonb) from unnest(array['porta cartao', 'Baby X', 'CALCA', '']) with ordinality u (d, n) order by n",
                String.class,
                database.get(RuleSets.class).of(company.id(), DAY).json().toString());

        assertThat(told).containsExactly("CARTEIRA", "CAMISETA", "-", "-");
    }

    @Test
    void plansOfOthersDoNotExist() {
        Caller stranger = PlanningDatabase.planner(database.company("OUTRA"));

        assertThat(database.get(SubcontractorTargets.class)
                        .of(stranger, plan("P"), new SubcontractorRequest("429", DAY, null, null, null, List.of())))
                .isEmpty();
    }
}
