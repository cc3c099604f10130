package io.esteira.leadtime;

import io.esteira.leadtime.LeadTimeGoals.LeadTimeGoal;
import io.esteira.platform.SqlFile;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of goals. Runs in the transaction of the caller; each change has its entry in the change log. */
@Component
class LeadTimeGoalStore {

    private static final String SAVE = SqlFile.read(LeadTimeGoalStore.class, "goal-save.sql");

    private static final String REMOVE = SqlFile.read(LeadTimeGoalStore.class, "goal-remove.sql");

    /** A goal of the table. */
    record Row(long id, short companyId) {}

    private final JdbcClient jdbc;

    LeadTimeGoalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Long> phase(short companyId, String code) {
        return jdbc.sql("select id from hub.phase where company_id = ? and code = ? and deleted_at is null")
                .params(companyId, code)
                .query(Long.class)
                .optional();
    }

    /** Whether an item's description can tell it by these rules. */
    boolean isCategory(String category, String rules) {
        return jdbc.sql("""
                        select ? = '-' or exists (
                          select 1 from jsonb_array_elements(?::jsonb -> 'categories') as d (rule) where d.rule ->> 'meaning' = ?)
                        """)
                .params(category, rules, category)
                .query(Boolean.class)
                .single();
    }

    /** As a person sets it. */
    long save(short companyId, long phaseId, LeadTimeGoal goal, String by) {
        return save(companyId, phaseId, goal, null, by).orElseThrow();
    }

    /** As a source has it: unless a person has set it or ended it. */
    void follow(short companyId, long phaseId, LeadTimeGoal goal, String source) {
        Optional<Long> unused = save(companyId, phaseId, goal, source, source);
    }

    private Optional<Long> save(short companyId, long phaseId, LeadTimeGoal goal, @Nullable String source, String by) {
        return jdbc.sql(SAVE)
                .param("company", companyId)
                .param("phase", phaseId)
                .param("category", goal.category(), Types.VARCHAR)
                .param("days", goal.days(), Types.NUMERIC)
                .param("attention", goal.attention(), Types.NUMERIC)
                .param("responsible", goal.responsible(), Types.VARCHAR)
                .param("source", source, Types.VARCHAR)
                .param("by", by)
                .query(Long.class)
                .optional();
    }

    Optional<Row> find(UUID goal) {
        return jdbc.sql("select id, company_id from hub.lead_time_goal where public_id = ?")
                .param(goal)
                .query(Row.class)
                .optional();
    }

    /** A person ends it for good. */
    void remove(Row goal, String by) {
        remove(goal.id(), null, by);
    }

    /** A source has it no more: nothing is done where a person has set it. */
    void removeFollowing(long phaseId, @Nullable String category, String source) {
        jdbc.sql("""
                        select id from hub.lead_time_goal
                        where phase_id = :phase and category is not distinct from :category and source = :source
                        """)
                .param("phase", phaseId)
                .param("category", category, Types.VARCHAR)
                .param("source", source)
                .query(Long.class)
                .optional()
                .ifPresent(id -> remove(id, source, source));
    }

    private void remove(long id, @Nullable String source, String by) {
        jdbc.sql(REMOVE)
                .param("id", id)
                .param("source", source, Types.VARCHAR)
                .param("by", by)
                .update();
    }
}
