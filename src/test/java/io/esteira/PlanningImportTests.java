package io.esteira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.planning.PhaseSubcontracting;
import io.esteira.planning.PlanComparison;
import io.esteira.planning.PlanComparisons;
import io.esteira.planning.PlanningDefect;
import io.esteira.planning.Plans;
import io.esteira.planning.SubcontractorRequest;
import io.esteira.planning.SubcontractorTargets;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Role;
import io.esteira.subcontracting.AgreedCapacity;
import io.esteira.subcontracting.Subcontracting;
import io.esteira.support.Hub;
import io.esteira.support.HubTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the planning database beside CSW to plans, days off and the comparison of targets. */
class PlanningImportTests extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int STREAMS = 18;

    @Autowired
    private Companies companies;

    @Autowired
    private PlanComparisons comparisons;

    @Autowired
    private Plans plans;

    @Autowired
    private SubcontractorTargets targets;

    @Autowired
    private Subcontracting subcontracting;

    @BeforeEach
    void allHasBeenReadAndNothingWaits() {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(count("""
                            select count(*) from hub.stream s join hub.stream_state t on t.stream_id = s.id
                            where s.source = 'pcp' and t.last_success_at is not null""")).isEqualTo(STREAMS);
            assertThat(count("select count(*) from hub.quarantine where source = 'pcp' and state = 'WAITING'"))
                    .isZero();
        });
    }

    private Caller planner() {
        return Hub.caller(Set.of(Role.PLANNER), companies.get("EXEMPLO"), companies.get("MATRIZ"));
    }

    private UUID plan(String code) {
        return jdbc.sql("select public_id from hub.plan where code = ?")
                .param(code)
                .query(UUID.class)
                .single();
    }

    /** All streams of the planning database are read again, from now on. */
    private void readAgain() {
        long runs = completeRuns();
        await().atMost(SOON).until(() -> completeRuns() >= runs + 2L * STREAMS);
    }

    private long completeRuns() {
        return count("""
                select count(*) from hub.sync_run r join hub.stream s on s.id = r.stream_id
                where s.source = 'pcp' and r.outcome = 'COMPLETE'""");
    }

    @Test
    void theWorkedExampleIsComparedWithWhatTheSystemInUseHasSaved() {
        await().atMost(SOON).untilAsserted(() -> assertThat(differences())
                .contains(
                        "409 TO_SCHEDULE 2270/2130: PARTS_NOT_MULTIPLIED",
                        "409 DAILY_TARGET 217/206: PARTS_NOT_MULTIPLIED",
                        "426 DAILY_TARGET 40/42: HOLIDAYS_IGNORED",
                        "429 DAILY_TARGET 57/62: HOLIDAYS_IGNORED",
                        "435 TO_PRODUCE 1340/1200: PARTS_NOT_MULTIPLIED",
                        "449 DAILY_TARGET 46/48: HOLIDAYS_IGNORED")
                .noneMatch(text -> text.contains(PlanningDefect.UNEXPLAINED.name())));
    }

    private List<String> differences() {
        PlanComparison comparison = comparisons
                .of(planner(), plan("VER25"), LocalDate.parse("2025-10-22"))
                .orElseThrow();
        return comparison.phases().stream()
                .flatMap(phase -> phase.differences().stream()
                        .map(difference -> phase.code() + " " + difference.measure() + " " + plain(difference.former())
                                + "/" + plain(difference.hub()) + ": "
                                + difference.defects().stream()
                                        .map(PlanningDefect::name)
                                        .collect(Collectors.joining("+"))))
                .toList();
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "-" : number.stripTrailingZeros().toPlainString();
    }

    @Test
    void feastsOfAnotherYearWaitForAPerson() {
        assertThat(jdbc.sql("""
                        select source_key from hub.quarantine q join hub.company c on c.id = q.company_id
                        where q.source = 'pcp' and c.code = 'EXEMPLO' and q.state = 'OPEN' and q.field = 'data'""").query(String.class).list())
                .containsExactlyInAnyOrder(
                        "12/02/2025|CARNAVAL",
                        "13/02/2025|CARNAVAL",
                        "2025-03-29|PAIXAO DE CRISTO",
                        "2025-05-30|CORPUS CHRISTI");
        assertThat(count("""
                        select count(*) from hub.calendar_day d join hub.company c on c.id = d.company_id
                        where d.origin = 'IMPORT' and c.code = 'EXEMPLO'""")).isEqualTo(10);
    }

    @Test
    void whatWasSaidOfDelaysIsTakenOver() {
        assertThat(jdbc.sql("""
                        select o.number || ' ' || f.code || ' ' || j.reason || ' ' || j.created_by
                        from hub.delay_justification j join hub.production_order o on o.id = j.order_id join hub.phase f on f.id = j.phase_id
                        where j.created_by = 'pcp'""").query(String.class).list()).containsExactly("000905-001 429 FALTOU LINHA pcp");
    }

    @Test
    void agreedCapacitiesShareTheWorkedExampleOut() {
        SubcontractorRequest request =
                new SubcontractorRequest("429", LocalDate.parse("2025-10-22"), null, null, null, List.of());

        await().atMost(SOON).untilAsserted(() -> {
            PhaseSubcontracting phase =
                    targets.of(planner(), plan("VER25"), request).orElseThrow();
            assertThat(phase.categories().stream()
                            .filter(category -> category.code().equals("CAMISETA"))
                            .flatMap(category -> category.subcontractors().stream())
                            .map(each -> each.shop().code() + " " + each.dailyTarget()))
                    .containsExactly("1 15", "2 5", "EXCEDENTE 18");
        });
        assertThat(jdbc.sql("""
                        select b.nickname || ' ' || c.pieces_per_day || ' ' || c.lead_time_days || ' ' || c.source
                        from hub.subcontract_capacity c join hub.subcontractor b on b.id = c.subcontractor_id
                        join hub.company k on k.id = c.company_id where k.code = 'EXEMPLO' order by 1""").query(String.class).list()).containsExactly("DOIS 5 10 pcp", "UM 15 7 pcp");
    }

    @Test
    void goalsResponsiblePersonsAndStatusesAreTakenOver() {
        assertThat(jdbc.sql("""
                        select f.code || ' ' || coalesce(g.category, '*') || ' ' || g.days || ' ' || coalesce(g.attention_days::text, '-') || ' '
                          || coalesce(g.responsible, '-')
                        from hub.lead_time_goal g join hub.phase f on f.id = g.phase_id join hub.company k on k.id = g.company_id
                        where k.code = 'EXEMPLO' and g.source = 'pcp' order by 1""").query(String.class).list())
                .containsExactlyInAnyOrder("429 * 8 - ANA", "429 CAMISETA 8 10 -", "433 * 2 - BRUNO");
        assertThat(jdbc.sql("""
                        select b.code || ' ' || t.status || ' ' || coalesce(t.note, '-') || ' ' || coalesce(t.promised_on::text, '-') || ' '
                          || t.created_by || ' ' || t.superseded
                        from hub.subcontract_status t join hub.subcontractor b on b.id = t.subcontractor_id
                        where t.source = 'pcp' order by t.created_at""").query(String.class).list())
                .containsExactly("1 PREPARING AGUARDA ZIPER - ANA true", "1 SEWING - 2025-10-30 ANA false");
    }

    @Test
    void aSecondReadingChangesNothing() {
        String changes = """
                select count(*) from hub.change_log l join hub.company c on c.id = l.company_id
                where c.code = 'EXEMPLO' and l.entity in ('plan', 'calendar_day', 'former_target', 'delay_justification',
                  'subcontract_capacity', 'subcontract_status', 'lead_time_goal', 'subcontractor')""";
        long before = count(changes);

        readAgain();

        assertThat(count(changes)).isEqualTo(before).isPositive();
    }

    @Test
    void aPlanFollowsTheSystemInUseUntilAPersonTakesItOver() {
        UUID plan = plan("0126");
        LocalDate last = window(plan);

        changeThere(last.plusDays(1));
        await().atMost(SOON).until(() -> window(plan).equals(last.plusDays(1)));

        plans.setWindow(planner(), plan, "409", last.minusDays(9), last);
        changeThere(last.plusDays(2));
        readAgain();

        assertThat(window(plan)).isEqualTo(last);
    }

    @Test
    void aCapacityFollowsTheSystemInUseUntilAPersonSetsIt() {
        changeCapacityThere(8);
        await().atMost(SOON).until(() -> capacity("8 pcp"));

        subcontracting.saveCapacities(
                planner(),
                "MATRIZ",
                "2",
                "429",
                List.of(new AgreedCapacity("CAMISETA", BigDecimal.valueOf(9), null)),
                null);
        changeCapacityThere(5);
        readAgain();

        assertThat(capacity("9 person")).isTrue();
    }

    private boolean capacity(String expected) {
        return jdbc.sql("""
                        select c.pieces_per_day || ' ' || coalesce(c.source, 'person')
                        from hub.subcontract_capacity c join hub.subcontractor b on b.id = c.subcontractor_id
                        join hub.company k on k.id = c.company_id where k.code = 'MATRIZ' and b.code = '2'""").query(String.class).list().contains(expected);
    }

    private static void changeCapacityThere(int pieces) {
        source().update("update pcp.\"faccaoCategoria\" set \"Capacidade/dia\" = ? where codfaccionista = 2", pieces);
    }

    private static void changeThere(LocalDate last) {
        source().update(
                        "update pcp.calendario_plano_fases set datafim = ? where plano = '0126' and codfase = '409'",
                        last.toString());
    }

    private LocalDate window(UUID plan) {
        return jdbc.sql("""
                        select w.ends_on from hub.phase_window w join hub.plan p on p.id = w.plan_id join hub.phase f on f.id = w.phase_id
                        where p.public_id = ? and f.code = '409'""").param(plan).query(LocalDate.class).single();
    }
}
