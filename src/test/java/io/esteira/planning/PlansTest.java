package io.esteira.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.calendar.WorkCalendars;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Hub;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may do what with a plan, what is refused, and what is left behind by what was done. The plan is of 2025-06-01 to 2025-12-31. */
class PlansTest {

    private static final LocalDate DAY = LocalDate.parse("2025-10-22");
    private static final JsonNode RULES = JsonMapper.shared().readTree("{\"stockClasses\": []}");
    private static PlanningDatabase database;
    private static Company company;
    private static Caller planner;
    private static UUID plan;

    @BeforeAll
    static void data() {
        database = new PlanningDatabase();
        company = database.company("EXEMPLO");
        planner = PlanningDatabase.planner(company);
        database.hold(
                company,
                new SmallPlant()
                        .phases("401", "409")
                        .product("010200001-0", "A", "TSHIRT A", "401", "409")
                        .forecast("L", "A", 1000)
                        .forecast("M", "A", 10)
                        .stock("A", "5", 100));
        database.get(WorkCalendars.class).computeHolidays();
        done(plans().save(planner, "EXEMPLO", PlanningDatabase.plan("P", "L")));
        plan = database.planId(company, "P");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Plans plans() {
        return database.get(Plans.class);
    }

    private static TargetSnapshots snapshots() {
        return database.get(TargetSnapshots.class);
    }

    private static void done(Plans.Answer answer) {
        assertThat(answer).isInstanceOf(Plans.Answer.Done.class);
    }

    private static void refused(Plans.Answer answer, PlanningTexts.Code code, @Nullable String field) {
        assertThat(answer).isInstanceOfSatisfying(Plans.Answer.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(code.name());
            assertThat(refused.refusal().field()).isEqualTo(field);
        });
    }

    /** All that can be done with a plan and its rules. */
    private static Stream<Plans.Answer> everything(Caller caller, String of) {
        return Stream.of(
                plans().save(caller, of, PlanningDatabase.plan("NEW", "L")),
                plans().saveRules(caller, of, DAY, RULES, null),
                plans().tryRules(caller, of, DAY, RULES),
                plans().setWindow(caller, plan, "409", DAY, DAY),
                plans().removeWindow(caller, plan, "409"),
                snapshots().keep(caller, plan));
    }

    private static List<Long> written() {
        return Stream.of("plan", "planning_rules", "phase_window", "target_snapshot", "audit_entry")
                .map(table -> database.jdbc.queryForObject("select count(*) from hub." + table, Long.class))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LEADER", "ANALYST", "OPERATOR", "IT"})
    void onlyWhoPlansChangesPlans(Role role) {
        List<Long> before = written();

        everything(Hub.caller(Set.of(role), company), "EXEMPLO")
                .forEach(answer -> refused(answer, PlanningTexts.Code.FORBIDDEN, null));
        assertThat(written()).isEqualTo(before);
    }

    @Test
    void ofACompanyThatThePlannerDoesNotSeeNothingIsKnown() {
        Caller other = PlanningDatabase.planner(database.company("OUTRA"));
        List<Long> before = written();

        List<Plans.Answer> answers = everything(other, "EXEMPLO").toList();

        answers.subList(0, 3).forEach(answer -> refused(answer, PlanningTexts.Code.UNKNOWN_COMPANY, "company"));
        answers.subList(3, 6).forEach(answer -> refused(answer, PlanningTexts.Code.PLAN_NOT_FOUND, "plan"));
        assertThat(written()).isEqualTo(before);
    }

    private static PlanInput input(
            @Nullable String calendar,
            @Nullable List<String> lots,
            @Nullable List<String> invoiceTypes,
            @Nullable List<String> collections,
            @Nullable List<PlanInput.PlanGoal> goals) {
        PlanInput usual = PlanningDatabase.plan("P2");
        return new PlanInput(
                usual.code(),
                usual.name(),
                usual.salesFrom(),
                usual.salesTo(),
                usual.invoiceFrom(),
                usual.invoiceTo(),
                usual.demandModel(),
                calendar,
                lots == null
                        ? null
                        : lots.stream()
                                .map(lot -> new PlanInput.PlanLot(lot, true))
                                .toList(),
                invoiceTypes,
                collections,
                goals);
    }

    private static Plans.Answer save(PlanInput plan) {
        return plans().save(planner, "EXEMPLO", plan);
    }

    @Test
    void whatTheCompanyDoesNotHaveIsRefused() {
        List<String> none = List.of("NONE");

        refused(save(input("NONE", null, null, null, null)), PlanningTexts.Code.UNKNOWN_CALENDAR, "calendar");
        refused(save(input(null, none, null, null, null)), PlanningTexts.Code.UNKNOWN_LOT, "lots");
        refused(save(input(null, null, none, null, null)), PlanningTexts.Code.UNKNOWN_INVOICE_TYPE, "invoiceTypes");
        refused(save(input(null, null, null, none, null)), PlanningTexts.Code.UNKNOWN_COLLECTION, "collections");
        refused(plans().setWindow(planner, plan, "999", DAY, DAY), PlanningTexts.Code.UNKNOWN_PHASE, "phase");
        refused(plans().removeWindow(planner, plan, "999"), PlanningTexts.Code.UNKNOWN_PHASE, "phase");
    }

    @Test
    void daysAndRulesThatCannotBeAreRefused() {
        LocalDate before = LocalDate.parse("1999-12-31");

        refused(
                plans().setWindow(planner, plan, "409", DAY, DAY.minusDays(1)),
                PlanningTexts.Code.INVALID_DATES,
                "endsOn");
        refused(
                plans().saveRules(planner, "EXEMPLO", before, RULES, null),
                PlanningTexts.Code.INVALID_DATES,
                "validFrom");
        refused(plans().tryRules(planner, "EXEMPLO", before, RULES), PlanningTexts.Code.INVALID_DATES, "validFrom");
        JsonNode unusable = JsonMapper.shared().readTree("{\"stockClasses\": 5}");
        refused(plans().saveRules(planner, "EXEMPLO", DAY, unusable, null), PlanningTexts.Code.INVALID_RULES, "rules");
    }

    @Test
    void listsThatAreLeftOutStayAsTheyAre() {
        PlanInput.PlanGoal goal = new PlanInput.PlanGoal(
                PlanInput.GoalKind.BRAND, "Marca", new BigDecimal("1500.5"), new BigDecimal("99.90"));
        done(save(input("DEFAULT", List.of("L"), List.of("1"), List.of(), List.of(goal))));
        List<String> given = belonging();
        assertThat(given).containsExactly("DEFAULT", "L true", "1", "BRAND Marca 1500.5 99.90");

        done(save(input("DEFAULT", null, null, null, null)));
        assertThat(belonging()).isEqualTo(given);
        done(save(input(null, List.of("M"), List.of("2"), List.of(), List.of())));
        assertThat(belonging()).containsExactly("M true", "2");
    }

    private static List<String> belonging() {
        return database.jdbc.queryForList("""
                select t.told from hub.plan p, lateral (
                  select 1 as nth, c.code as told from hub.work_calendar c where c.id = p.calendar_id
                  union all
                  select 2, l.code || ' ' || g.to_schedule_from_backlog from hub.plan_lot g join hub.lot l on l.id = g.lot_id where g.plan_id = p.id
                  union all
                  select 3, i.code from hub.plan_invoice_type g join hub.invoice_type i on i.id = g.invoice_type_id where g.plan_id = p.id
                  union all
                  select 4, concat_ws(' ', g.kind, g.name, trim_scale(g.pieces), g.amount::numeric(9, 2)) from hub.plan_goal g where g.plan_id = p.id
                ) t
                where p.company_id = ? and p.code = 'P2' order by t.nth
                """, String.class, company.id());
    }

    @ParameterizedTest
    @CsvSource({
        "2025-06-01, 2025-12-31, 0",
        "2025-05-31, 2025-12-31, 1",
        "2025-06-01, 2026-01-01, 1",
    })
    void aWindowThatReachesBeyondThePlanIsSetWithAWarning(LocalDate startsOn, LocalDate endsOn, int warnings) {
        Plans.Answer answer = plans().setWindow(planner, plan, "401", startsOn, endsOn);

        assertThat(answer).isInstanceOfSatisfying(Plans.Answer.Done.class, done -> assertThat(done.warnings())
                .hasSize(warnings));
        assertThat(database.jdbc.queryForList("select starts_on || ' ' || ends_on from hub.phase_window", String.class))
                .contains(startsOn + " " + endsOn);
    }

    @Test
    void whateverIsDoneIsAuditedAndToldAtOnce() {
        database.jdbc.update("delete from hub.audit_entry");
        int before = database.signals();

        done(save(PlanningDatabase.plan("AUDIT", "L")));
        done(plans().setWindow(planner, plan, "409", DAY, DAY.plusDays(9)));
        done(plans().removeWindow(planner, plan, "409"));
        done(plans().saveRules(planner, "EXEMPLO", DAY.plusYears(9), RULES, "why"));
        done(snapshots().keep(planner, plan));

        assertThat(database.signals()).isEqualTo(before + 5);
        assertThat(database.jdbc.queryForList(
                        "select concat_ws(' ', action, subject, detail) from hub.audit_entry where company_id = "
                                + company.id() + " order by id",
                        String.class))
                .satisfiesExactly(
                        entry -> assertThat(entry).contains("plan.save", "AUDIT"),
                        entry -> assertThat(entry)
                                .contains("phaseWindow.set", plan.toString(), "409", "2025-10-22", "2025-10-31"),
                        entry -> assertThat(entry).contains("phaseWindow.remove", plan.toString(), "409"),
                        entry -> assertThat(entry).contains("planningRules.save", "2034-10-22", "stockClasses"),
                        entry -> assertThat(entry).contains("targets.keep", plan.toString(), "\"P\""));
        refused(plans().removeWindow(planner, plan, "999"), PlanningTexts.Code.UNKNOWN_PHASE, "phase");
        assertThat(database.signals()).as("nothing was done").isEqualTo(before + 5);
    }

    @Test
    void aPlanThatWasImportedIsThePlannersOnceAWindowIsTakenBack() {
        done(save(PlanningDatabase.plan("IMPORTED", "L")));
        database.jdbc.update("update hub.plan set source = 'pcp' where code = 'IMPORTED'");

        done(plans().removeWindow(planner, database.planId(company, "IMPORTED"), "409"));

        assertThat(database.jdbc.queryForList("select source from hub.plan where code = 'IMPORTED'", String.class))
                .containsExactly((String) null);
    }

    @ParameterizedTest
    @CsvSource({"2025-10-01, 2025-10-22", "2025-10-22, 2025-10-22", "2025-11-03, 2025-11-03"})
    void rulesAreTriedOnTheirFirstDayAndNotBeforeToday(LocalDate validFrom, LocalDate counted) {
        Plans.Answer answer = plans().tryRules(planner, "EXEMPLO", validFrom, RULES);

        assertThat(answer).isInstanceOfSatisfying(Plans.Answer.Tried.class, tried -> assertThat(tried.changes())
                .isNotEmpty()
                .allSatisfy(changes -> {
                    assertThat(changes.from()).isEqualTo(counted);
                    assertThat(changes.to()).isEqualTo(counted);
                }));
    }

    @Test
    void aWindowThatIsTakenBackIsNoMore() {
        done(save(PlanningDatabase.plan("TAKEN", "L")));
        UUID taken = database.planId(company, "TAKEN");
        done(plans().setWindow(planner, taken, "409", DAY, DAY.plusDays(3)));
        assertThat(windowsOf("TAKEN")).isOne();

        done(plans().removeWindow(planner, taken, "409"));

        assertThat(windowsOf("TAKEN")).isZero();
    }

    private static int windowsOf(String code) {
        return database.jdbc
                .queryForList(
                        "select 1 from hub.phase_window w join hub.plan p on p.id = w.plan_id where p.code = ?", code)
                .size();
    }

    /** The plan has 100 pieces of what it makes in stock, which count by the usual rules and by these do not. */
    @Test
    void rulesThatAreTriedAreWhatTheTargetsChangeBy() {
        Plans.Answer other = plans().tryRules(planner, "EXEMPLO", DAY, RULES);
        Plans.Answer usual =
                plans().tryRules(planner, "EXEMPLO", DAY, JsonMapper.shared().readTree("{}"));

        assertThat(phasesChangedOfP(other)).isNotEmpty();
        assertThat(phasesChangedOfP(usual)).isEmpty();
    }

    private static List<TargetChange> phasesChangedOfP(Plans.Answer answer) {
        List<Long> id = database.jdbc.queryForList("select id from hub.plan where code = 'P'", Long.class);
        return ((Plans.Answer.Tried) answer)
                .changes().stream()
                        .filter(changes -> id.contains(changes.planId()))
                        .flatMap(changes -> changes.phases().stream())
                        .filter(phase -> !phase.causes().isEmpty())
                        .toList();
    }

    @Test
    void todayIsTheDayAtThePlant() {
        database.at(Instant.parse("2025-10-22T01:00:00Z"));
        try {
            Plans.Answer answer = plans().tryRules(planner, "EXEMPLO", LocalDate.parse("2025-10-01"), RULES);

            assertThat(((Plans.Answer.Tried) answer).changes())
                    .isNotEmpty()
                    .allSatisfy(changes -> assertThat(changes.from()).isEqualTo("2025-10-21"));
            done(snapshots().keep(planner, plan));
            assertThat(database.jdbc.queryForList(
                            "select as_of::text from hub.target_snapshot order by id desc limit 1", String.class))
                    .containsExactly("2025-10-21");
        } finally {
            database.on(DAY);
        }
    }

    @Test
    void changesOfTheSameCompanysPlansWaitForEachOther() {
        for (Runnable change : List.<Runnable>of(
                () -> done(save(PlanningDatabase.plan("WAITS", "L"))),
                () -> done(plans().setWindow(planner, plan, "409", DAY, DAY.plusDays(3))))) {
            database.transaction.executeWithoutResult(status -> {
                database.get(PlanStore.class).lock(company.id());
                CompletableFuture<Void> other = CompletableFuture.runAsync(change);
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    assertThat(other).isNotDone();
                    return waiting() > 0;
                });
            });
            await().atMost(Duration.ofSeconds(60)).until(() -> waiting() == 0);
        }
    }

    private static int waiting() {
        return database.jdbc.queryForList("""
                        select 1 from pg_locks where locktype = 'advisory' and not granted
                          and database = (select oid from pg_database where datname = current_database())
                        """).size();
    }
}
