package io.esteira.leadtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.LeadTimeGoalChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.canonical.MergeBatch.Refusal;
import io.esteira.leadtime.LeadTimeGoals.LeadTimeGoal;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import io.esteira.support.Hub;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goals of another planning system become the hub's, and follow it until a person sets or ends them. */
class ImportedGoalsTest {

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
        company = companyWithPhase();
        planner = Hub.caller(Set.of(Role.PLANNER), company);
    }

    private static Company companyWithPhase() {
        Company company = hub.company();
        long unused = hub.order(company, "000911-001", List.of("429"));
        return company;
    }

    private static LeadTimeGoalChange goal(
            String phase,
            @Nullable String category,
            @Nullable String days,
            @Nullable String attention,
            @Nullable String responsible) {
        return new LeadTimeGoalChange(
                new Ref(phase + "|" + category),
                phase,
                category,
                days == null ? null : new BigDecimal(days),
                attention == null ? null : new BigDecimal(attention),
                responsible);
    }

    private static LeadTimeGoalChange shirts(String days) {
        return goal("429", "CAMISETA", days, "10", null);
    }

    private static LeadTimeGoalChange ofAna(String days) {
        return goal("429", null, days, null, "ANA");
    }

    private Map<Long, Refusal> told(CanonicalChange... changes) {
        return hub.merge(company, false, changes);
    }

    private void vanished(CanonicalChange... changes) {
        assertThat(hub.merge(company, true, changes)).isEmpty();
    }

    private List<String> goals(Company of) {
        return hub.jdbc().sql("""
                        select coalesce(category, 'all') || ' ' || coalesce(days::text, '-') || ' ' || coalesce(attention_days::text, '-') || ' '
                          || coalesce(responsible, '-') || ' ' || coalesce(source, 'person')
                        from hub.lead_time_goal where company_id = ? order by 1
                        """).param(of.id()).query(String.class).list();
    }

    private long changes() {
        return hub.jdbc()
                .sql("select count(*) from hub.change_log where company_id = ? and entity = 'lead_time_goal'")
                .param(company.id())
                .query(Long.class)
                .single();
    }

    private void personSets(@Nullable String category, String days) {
        assertThat(hub.get(LeadTimeGoals.class)
                        .save(
                                planner,
                                company.code(),
                                new LeadTimeGoal("429", category, new BigDecimal(days), null, null)))
                .isInstanceOf(LeadTimeGoals.Answer.Done.class);
    }

    private void personEnds(String category) {
        UUID goal = hub.jdbc()
                .sql("select public_id from hub.lead_time_goal where company_id = ? and category = ?")
                .params(company.id(), category)
                .query(UUID.class)
                .single();
        assertThat(hub.get(LeadTimeGoals.class).remove(planner, goal)).isInstanceOf(LeadTimeGoals.Answer.Done.class);
    }

    @Test
    void goalsLimitsAndResponsiblePersonsAreTakenOver() {
        assertThat(told(shirts("8"), ofAna("9"), goal("429", "POLO", "3", null, null)))
                .isEmpty();

        assertThat(goals(company))
                .containsExactlyInAnyOrder("CAMISETA 8 10 - pcp", "POLO 3 - - pcp", "all 9 - ANA pcp");
    }

    @Test
    void theSameRowsAgainChangeNothing() {
        told(shirts("8"), ofAna("9"));
        long before = changes();

        told(shirts("8.0"), ofAna("9"));

        assertThat(changes()).isEqualTo(before).isEqualTo(2);
    }

    @Test
    void aGoalFollowsItsSource() {
        told(shirts("8"), ofAna("9"));

        told(shirts("7"), goal("429", null, null, null, "BIA"));
        assertThat(goals(company)).containsExactlyInAnyOrder("CAMISETA 7 10 - pcp", "all - - BIA pcp");
        vanished(shirts("7"));
        assertThat(goals(company)).containsExactly("all - - BIA pcp");
        told(shirts("6"));

        assertThat(goals(company)).containsExactlyInAnyOrder("CAMISETA 6 10 - pcp", "all - - BIA pcp");
    }

    @Test
    void whatAPersonHasSetIsNotOverwritten() {
        personSets("CAMISETA", "5");

        assertThat(told(shirts("8"), ofAna("9"))).isEmpty();
        personSets(null, "9");
        told(shirts("7"), ofAna("10"));
        vanished(shirts("7"), ofAna("10"));

        assertThat(goals(company)).containsExactlyInAnyOrder("CAMISETA 5 - - person", "all 9 - - person");
    }

    @Test
    void whatAPersonEndsDoesNotComeBack() {
        told(shirts("8"), ofAna("9"));

        personEnds("CAMISETA");
        told(shirts("7"), ofAna("10"));

        assertThat(goals(company)).containsExactly("all 10 - ANA pcp");
        personSets("CAMISETA", "4");
        told(shirts("6"));
        assertThat(goals(company)).containsExactlyInAnyOrder("CAMISETA 4 - - person", "all 10 - ANA pcp");
        personEnds("CAMISETA");
        told(shirts("7"));
        assertThat(goals(company)).containsExactly("all 10 - ANA pcp");
    }

    @Test
    void whatCannotBeIsRefusedAndTheRestIsTaken() {
        Map<Long, Refusal> refusals = told(
                goal("429", "ROUPA", "8", null, null),
                goal("429", "POLO", "-8", null, null),
                goal("429", null, "1001", null, null),
                goal("429", null, null, null, "A".repeat(101)),
                shirts("8"));

        assertThat(refusals.values())
                .extracting(refusal ->
                        refusal.issue().code() + " " + refusal.issue().field())
                .containsExactly(
                        "UNKNOWN_CODE categoria",
                        "INVALID_NUMBER leadtime",
                        "INVALID_NUMBER metaLeadTime",
                        "CONFLICT responsavel");
        assertThat(goals(company)).containsExactly("CAMISETA 8 10 - pcp");
    }

    @Test
    void itWaitsForPhasesThatCswHasNotToldYet() {
        assertThat(told(goal("999", null, "8", null, null)).values())
                .extracting(refusal -> refusal.waitsFor() + " " + refusal.waitsKey())
                .containsExactly("phase code 999");
        vanished(goal("999", null, "8", null, null));
    }

    @Test
    void eachCompanyHasItsOwn() {
        Company other = companyWithPhase();
        told(shirts("8"));
        assertThat(hub.merge(other, false, shirts("9"))).isEmpty();

        vanished(shirts("8"));

        assertThat(goals(company)).isEmpty();
        assertThat(goals(other)).containsExactly("CAMISETA 9 10 - pcp");
    }
}
