package io.esteira.leadtime;

import io.esteira.leadtime.LeadTimeGoals.LeadTimeGoal;
import io.esteira.platform.SqlFile;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of goals. Runs in the transaction of the caller; each change has its entry in the change log. */
@Component
class LeadTimeGoalStore {

    private static final String SAVE = SqlFile.read(LeadTimeGoalStore.class, "goal-save.sql");

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

    long save(short companyId, long phaseId, LeadTimeGoal goal, String by) {
        return jdbc.sql(SAVE)
                .param("company", companyId)
                .param("phase", phaseId)
                .param("category", goal.category(), Types.VARCHAR)
                .param("days", goal.days(), Types.NUMERIC)
                .param("attention", goal.attention(), Types.NUMERIC)
                .param("responsible", goal.responsible(), Types.VARCHAR)
                .param("by", by)
                .query(Long.class)
                .single();
    }

    Optional<Short> companyOf(UUID goal) {
        return jdbc.sql("select company_id from hub.lead_time_goal where public_id = ?")
                .param(goal)
                .query(Short.class)
                .optional();
    }

    void remove(UUID goal) {
        jdbc.sql("""
                        with gone as (delete from hub.lead_time_goal where public_id = ? returning *)
                        insert into hub.change_log (entity, row_id, company_id, kind, before)
                        select 'lead_time_goal', id, company_id, 'D', to_jsonb(gone) from gone
                        """).param(goal).update();
    }
}
