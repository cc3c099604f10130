package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.calendar.WorkCalendars;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What may be asked of targets, and what of rules; 130 shirts stand at 409, before 429. */
class TargetQuestionsTest {

    private static final LocalDate DAY = LocalDate.parse("2025-10-22");
    private static PlanningDatabase database;
    private static Company company;
    private static Caller planner;
    private static UUID plan;

    @BeforeAll
    static void data() {
        database = new PlanningDatabase();
        company = database.company("EXEMPLO");
        planner = PlanningDatabase.planner(company);
        plan = planned(
                company,
                new SmallPlant()
                        .phases("401", "409", "429", "431")
                        .product("010200001-0", "A", "TSHIRT A", "401", "409", "429")
                        .forecast("L", "A", 1000)
                        .order("000001-001", "A", 130, 2, "401", "409", "429")
                        .order("000801-001", "A", 40, null, "401", "429")
                        .movement("000801-001", 2, "2025-10-22", 40));
    }

    private static UUID planned(Company of, SmallPlant plant) {
        database.hold(of, plant);
        database.get(WorkCalendars.class).computeHolidays();
        done(plans().save(PlanningDatabase.planner(of), of.code(), PlanningDatabase.plan("P", "L")));
        return database.planId(of, "P");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Plans plans() {
        return database.get(Plans.class);
    }

    private static Targets targets() {
        return database.get(Targets.class);
    }

    private static void done(Plans.Answer answer) {
        assertThat(answer).isInstanceOf(Plans.Answer.Done.class);
    }

    private static void refused(ThrowingCallable question, String message) {
        assertThatThrownBy(question).isInstanceOf(QuestionRefused.class).hasMessageContaining(message);
    }

    private static TargetRequest ofPhase(String phase) {
        return new TargetRequest(DAY, null, null, null, null, phase, 1);
    }

    @Test
    void aPhaseThatTheCompanyDoesNotHaveIsRefused() {
        String message = "The company has no phase \"999\".";

        refused(() -> targets().of(planner, plan, ofPhase("999")), message);
        refused(() -> targets().orders(planner, plan, "999", null, null, null), message);
        refused(() -> targets().origins(planner, plan, "999", null), message);
        refused(() -> targets().nextOrders(planner, plan, "999", 10), message);
    }

    @Test
    void aPhaseThatIsFoldedIntoAnotherMeansTheOther() {
        PlanTargets folded = targets().of(planner, plan, ofPhase("431")).orElseThrow();

        assertThat(folded.phases()).extracting(PhaseTarget::code).containsExactly("429");
        assertThat(targets().orders(planner, plan, "431", null, null, null).orElseThrow())
                .extracting(Targets.TargetOrder::number)
                .containsExactly("000001-001");
        assertThat(targets().origins(planner, plan, "431", null).orElseThrow()).hasSize(1);
        assertThat(targets().nextOrders(planner, plan, "431", 10).orElseThrow()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"9999-01-01,,", "1999-12-31,,", "2025-10-22,,2025-10-21", "2025-10-22,2025-10-20,2025-10-19"})
    void daysThatCannotBeAreRefused(LocalDate asOf, @Nullable LocalDate achievedFrom, @Nullable LocalDate achievedTo) {
        TargetRequest phases = new TargetRequest(asOf, null, null, achievedFrom, achievedTo, null, 1);
        SubcontractorRequest subcontractors =
                new SubcontractorRequest("429", asOf, null, achievedFrom, achievedTo, List.of());

        refused(() -> targets().of(planner, plan, phases), "Days are of 2000 to 2100");
        refused(() -> database.get(SubcontractorTargets.class).of(planner, plan, subcontractors), "Days are of");
    }

    @Test
    void aPhaseForWhichNoTargetIsMadeIsNotShownForWhatWasAchieved() {
        Scenario without = new Scenario(
                "Sem 429",
                List.of(),
                null,
                Map.of(),
                JsonMapper.shared().readTree("{\"excludedPhases\": [\"429\"]}"),
                null,
                null);

        PlanTargets usual =
                targets().of(planner, plan, TargetRequest.on(DAY, 1)).orElseThrow();
        PlanTargets would = targets()
                .scenarios(planner, plan, TargetRequest.on(DAY, 1), List.of(without))
                .orElseThrow()
                .getFirst()
                .targets();

        assertThat(usual.phases()).extracting(PhaseTarget::code).containsExactly("401", "409", "429");
        assertThat(usual.phases().getLast().measures().achieved()).isEqualByComparingTo("40");
        assertThat(would.phases()).extracting(PhaseTarget::code).containsExactly("401", "409");
    }

    @Test
    void morePartsThanAreHeldAtOnceAreAskedForByPhase() {
        Company big = database.company("GRANDE");
        UUID of = planned(
                big,
                new SmallPlant()
                        .phases("409", "429")
                        .product("010200001-0", "A", "TSHIRT A", "409", "429")
                        .forecast("L", "A", 1));
        database.jdbc.update("""
                insert into hub.item (public_id, company_id, source, observed_at, code, description, kind, active, style_id)
                select gen_random_uuid(), s.company_id, 'csw', now(), 'X' || n, 'TSHIRT ' || n, 'PRODUCT', true, s.id
                from hub.item s cross join generate_series(1, 25000) n
                where s.company_id = ? and s.code = '010200001-0'
                """, big.id());
        database.jdbc.update("""
                insert into hub.lot_forecast (public_id, company_id, source, observed_at, lot_id, line_key, style_id, item_id, pieces)
                select gen_random_uuid(), i.company_id, 'csw', now(), l.id, i.code, i.style_id, i.id, 1
                from hub.item i join hub.lot l on l.company_id = i.company_id
                where i.company_id = ? and i.code like 'X%'
                """, big.id());
        Caller theirs = PlanningDatabase.planner(big);

        refused(() -> targets().of(theirs, of, TargetRequest.on(DAY, 4)), "ask for one phase");
        PlanTargets one = targets()
                .of(theirs, of, new TargetRequest(DAY, null, null, null, null, "409", 4))
                .orElseThrow();

        TargetPart style =
                one.phases().getFirst().categories().getFirst().parts().getFirst();
        assertThat(style.parts()).hasSize(25_001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"switchDays\": 2147483647}",
                "{\"switchDays\": -1}",
                "{\"previousFrom\": 3651}",
                "{\"previousTo\": -1}",
                "{\"previousFrom\": 5}",
                "{\"excludedOrderTypes\": [\"27\", null]}",
                "{\"categories\": [null]}",
                "{\"foldedPhases\": {\"431\": null}}",
                "{\"separationPhases\": \"409\"}",
                "{\"unknown\": 1}",
                "[]"
            })
    void rulesThatCannotBeComputedWithAreRefused(String rules) {
        Plans.Answer answer =
                plans().saveRules(planner, "EXEMPLO", DAY, JsonMapper.shared().readTree(rules), null);

        assertThat(answer).isInstanceOfSatisfying(Plans.Answer.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(PlanningTexts.Code.INVALID_RULES.name()));
    }

    @Test
    void aPriorityThatIsNamedTwiceCountsWhereItComesFirst() {
        Company other = database.company("DUAS");
        UUID of = planned(
                other,
                new SmallPlant()
                        .phases("409", "429")
                        .product("010200001-0", "A", "TSHIRT A", "409", "429")
                        .forecast("L", "A", 1)
                        .order("000001-001", "A", 10, 1, "409", "429")
                        .order("000002-001", "A", 10, 1, "409", "429"));
        Caller theirs = PlanningDatabase.planner(other);
        database.jdbc.update("update hub.production_order set priority = 'QP2' where number = '000001-001'");
        database.jdbc.update("update hub.production_order set priority = 'QP1' where number = '000002-001'");

        done(plans().saveRules(
                        theirs,
                        "DUAS",
                        DAY,
                        JsonMapper.shared().readTree("{\"priorities\": [\"QP1\", \"QP2\", \"QP1\"]}"),
                        null));

        assertThat(targets().nextOrders(theirs, of, "429", 10).orElseThrow())
                .extracting(Targets.NextOrder::number)
                .containsExactly("000002-001", "000001-001");
    }

    @Test
    void whatIsLeftOverAsAProductIsMadeIsBuiltIntoNothing() {
        Company dairy = database.company("SORO");
        UUID of = planned(
                dairy,
                new SmallPlant()
                        .phases("409")
                        .product("010200001-0", "QUEIJO", "QUEIJO", "409")
                        .product("010200002-0", "SORO", "SORO", "409")
                        .part("QUEIJO", "SORO", -2)
                        .forecast("L", "SORO", 100)
                        .stock("QUEIJO", "5", 10));

        PlanTargets all = targets()
                .of(PlanningDatabase.planner(dairy), of, TargetRequest.on(DAY, 1))
                .orElseThrow();

        assertThat(all.toSchedule()).isEqualByComparingTo("100");
    }

    @Test
    void aWindowThatStaysAsItIsIsNoChange() {
        window();
        long before = changes();

        window();
        assertThat(changes()).isEqualTo(before);
        database.jdbc.update("update hub.plan set source = 'pcp' where public_id = ?", plan);
        window();
        assertThat(changes()).as("it follows no source any more").isEqualTo(before + 1);
        done(plans().removeWindow(planner, plan, "429"));
        done(plans().removeWindow(planner, plan, "429"));
        assertThat(changes()).isEqualTo(before + 2);
    }

    private static void window() {
        done(plans().setWindow(planner, plan, "429", DAY, DAY.plusDays(9)));
    }

    private static long changes() {
        return database.jdbc
                .queryForList("select 1 from hub.change_log where entity = 'plan' and company_id = ?", company.id())
                .size();
    }

    @Test
    void theAuditTellsWhatAPlanWasSetTo() {
        assertThat(database.jdbc.queryForObject(
                        "select detail #>> '{plan,lots,0,lot}' from hub.audit_entry where action = 'plan.save' and company_id = ?",
                        String.class,
                        company.id()))
                .isEqualTo("L");
    }

    @Test
    void whatTakesTwoMinutesIsEnded() {
        assertThat(database.get(ComputedReads.class)
                        .read(() ->
                                String.valueOf(database.jdbc.queryForObject("show statement_timeout", String.class))))
                .isEqualTo("2min");
    }
}
