package io.esteira.leadtime;

import static io.esteira.leadtime.LeadTimeHub.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esteira.leadtime.LeadTimeGoals.LeadTimeGoal;
import io.esteira.leadtime.LeadTimeRequest.By;
import io.esteira.planning.QuestionRefused;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Hub;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeadTimeGoalsTest {

    private static LeadTimeHub hub;

    private Company company = new Company((short) 0, "", "", ZoneOffset.UTC);
    private Caller planner = Hub.caller(Set.of());

    @BeforeAll
    static void start() {
        hub = new LeadTimeHub();
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @BeforeEach
    void company() {
        company = hub.company();
        planner = Hub.caller(Set.of(Role.PLANNER), company);
    }

    private LeadTime row(LeadTimeRequest request, String code) {
        return hub.get(LeadTimes.class).of(planner, company.code(), request).orElseThrow().rows().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void goalsOfPhasesAndCategoriesColourWhatWasMeasured() {
        // given
        hub.passed(company, "000911-001", 100, "2025-08-29", "2025-09-01", "2025-09-05", "2025-09-05");
        LeadTimeRequest request = request(By.PHASE, "2025-09-01", "2025-09-30");
        assertThat(row(request, "433").flag()).isNull();

        // when, then: four days
        set(null, "4", null, "Maria");
        assertThat(row(request, "433").flag()).isEqualTo(LeadTime.Flag.NORMAL);
        assertThat(row(request, "433").responsible()).isEqualTo("Maria");
        set(null, "3", "5", null);
        assertThat(row(request, "433").flag()).isEqualTo(LeadTime.Flag.ATTENTION);
        assertThat(row(request, "433").categories().getFirst().flag()).isEqualTo(LeadTime.Flag.ATTENTION);
        set("-", "2", "4", null);
        assertThat(row(request, "433").flag()).isEqualTo(LeadTime.Flag.ATTENTION);
        assertThat(row(request, "433").categories().getFirst().flag()).isEqualTo(LeadTime.Flag.LATE);
        set(null, "3", null, null);
        assertThat(row(request, "433").flag()).isEqualTo(LeadTime.Flag.LATE);
    }

    private void set(
            @Nullable String category,
            @Nullable String days,
            @Nullable String attention,
            @Nullable String responsible) {
        set(category, days, attention, responsible, "433");
    }

    private void set(
            @Nullable String category,
            @Nullable String days,
            @Nullable String attention,
            @Nullable String responsible,
            String phase) {
        assertThat(save(planner, phase, category, days, attention, responsible))
                .isInstanceOf(LeadTimeGoals.Answer.Done.class);
    }

    private LeadTimeGoals.Answer save(
            Caller caller,
            String phase,
            @Nullable String category,
            @Nullable String days,
            @Nullable String attention,
            @Nullable String responsible) {
        return hub.get(LeadTimeGoals.class)
                .save(
                        caller,
                        company.code(),
                        new LeadTimeGoal(
                                phase,
                                category,
                                days == null ? null : new BigDecimal(days),
                                attention == null ? null : new BigDecimal(attention),
                                responsible));
    }

    @Test
    void goalsThatCannotBeAreRefused() {
        hub.order(company, "000911-001", List.of("433"));

        refused(save(Hub.caller(Set.of(Role.LEADER), company), "433", null, "4", null, null), "FORBIDDEN");
        refused(save(Hub.caller(Set.of(Role.PLANNER)), "433", null, "4", null, null), "UNKNOWN_COMPANY");
        refused(save(planner, "999", null, "4", null, null), "UNKNOWN_PHASE");
        refused(save(planner, "433", "X", "4", null, null), "UNKNOWN_CATEGORY");
        refused(save(planner, "433", null, "-1", null, null), "INVALID_DAYS");
        refused(save(planner, "433", null, "1e9", null, null), "INVALID_DAYS");
        refused(save(planner, "433", null, "4", "3", null), "INVALID_DAYS");
        refused(save(planner, "433", null, null, "3", "Maria"), "INVALID_DAYS");
        refused(save(planner, "433", null, null, null, " "), "INVALID_RESPONSIBLE");
        refused(save(planner, "433", "-", "4", null, "Maria"), "INVALID_RESPONSIBLE");
        refused(save(planner, "433", null, null, null, null), "NOTHING_GIVEN");
    }

    private static void refused(LeadTimeGoals.Answer answer, String code) {
        assertThat(answer).isInstanceOf(LeadTimeGoals.Answer.Refused.class);
        assertThat(((LeadTimeGoals.Answer.Refused) answer).refusal().code()).hasToString(code);
    }

    @Test
    void goalsEndAndEachActIsAudited() {
        // given
        hub.order(company, "000911-001", List.of("433"));
        set(null, "4", null, null);
        UUID goal = hub.jdbc()
                .sql("select public_id from hub.lead_time_goal where company_id = ?")
                .param(company.id())
                .query(UUID.class)
                .single();

        // when, then
        LeadTimeGoals goals = hub.get(LeadTimeGoals.class);
        refused(goals.remove(Hub.caller(Set.of(Role.PLANNER)), goal), "GOAL_NOT_FOUND");
        assertThat(goals.remove(planner, goal)).isInstanceOf(LeadTimeGoals.Answer.Done.class);
        refused(goals.remove(planner, goal), "GOAL_NOT_FOUND");
        assertThat(hub.jdbc()
                        .sql("select action from hub.audit_entry where company_id = ? order by id")
                        .param(company.id())
                        .query(String.class)
                        .list())
                .containsExactly("leadTimeGoal.save", "leadTimeGoal.remove");
    }

    private List<PhaseStays.PhaseStay> stays(
            @Nullable String phase, @Nullable String category, LeadTime.@Nullable Flag flag) {
        return hub.get(PhaseStays.class)
                .of(planner, company.code(), new PhaseStays.Wanted(phase, category, flag))
                .orElseThrow();
    }

    @Test
    void openOrdersTellHowLongTheyHaveStoodWhereTheyStand() {
        // given: it is an hour after the eight in the morning of postings
        hub.order(company, "000910-001", List.of("429"));
        long sewn = hub.order(company, "000911-001", List.of("401", "409", "455", "431", "449"));
        hub.posting(sewn, 1, "2025-10-01", 100);
        hub.posting(sewn, 2, "2025-10-12", 100);
        hub.posting(sewn, 3, "2025-10-20", 100);
        stand(sewn, 4);
        long cut = hub.order(company, "000912-001", List.of("401", "409", "449"));
        hub.posting(cut, 1, "2025-10-18", 100);
        stand(cut, 2);
        set(null, "3", null, null, "409");
        set(null, "4", "11", "Maria", "429");

        // when, then: 455 and 431 are folded into 429, so the order came there ten days ago
        assertThat(stays(null, null, null))
                .extracting(PhaseStays.PhaseStay::number)
                .containsExactly("000911-001", "000912-001", "000910-001");
        PhaseStays.PhaseStay sewing = stays("429", "-", null).getFirst();
        assertThat(sewing.phase()).isEqualTo("429");
        assertThat(sewing.enteredAt()).isEqualTo("2025-10-12T11:00:00Z");
        assertThat(sewing.days()).isEqualByComparingTo("10.04");
        assertThat(sewing.flag()).isEqualTo(LeadTime.Flag.ATTENTION);
        assertThat(sewing.responsible()).isEqualTo("Maria");
        assertThat(sewing.pieces()).isEqualByComparingTo("100");
        assertThat(stays(null, null, LeadTime.Flag.LATE))
                .extracting(PhaseStays.PhaseStay::number)
                .containsExactly("000912-001");
        assertThat(stays("409", "POLO", null)).isEmpty();
        assertThatThrownBy(() -> stays("999", null, null)).isInstanceOf(QuestionRefused.class);
        assertThatThrownBy(() -> stays(null, "X", null)).isInstanceOf(QuestionRefused.class);
    }

    private static void stand(long order, int sequence) {
        hub.jdbc()
                .sql("update hub.production_order set current_sequence = ? where id = ?")
                .params(sequence, order)
                .update();
    }
}
