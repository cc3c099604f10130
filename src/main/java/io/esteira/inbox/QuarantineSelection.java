package io.esteira.inbox;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/** The entries that a filter leaves of those that an act may be done to, as a condition of SQL on {@code q} and its values. */
record QuarantineSelection(short companyId, List<String> states, QuarantineFilter filter) {

    static final List<String> HELD = List.of("OPEN", "WAITING");
    static final List<String> DISCARDED = List.of("DISCARDED");

    /** The states are named as well, so that the index of what is held is used. */
    static final String CONDITION = """
            q.company_id = :company and q.state in ('OPEN', 'WAITING', 'DISCARDED') and q.state = any(:states)
            and q.source = coalesce(:source, q.source) and q.entity = coalesce(:entity, q.entity)
            and q.code = coalesce(:code, q.code) and q.field = coalesce(:field, q.field)
            and q.created_at >= coalesce(:since, q.created_at)
            """;

    static QuarantineSelection of(short companyId, List<String> states, QuarantineFilter filter) {
        String wanted = filter.state();
        List<String> left =
                wanted == null ? states : states.stream().filter(wanted::equals).toList();
        return new QuarantineSelection(companyId, left, filter);
    }

    Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("company", companyId);
        values.put("states", states.toArray(String[]::new));
        values.put("source", text(filter.source()));
        values.put("entity", text(filter.entity()));
        values.put("code", text(filter.code()));
        values.put("field", text(filter.field()));
        values.put("since", moment(filter.since()));
        return values;
    }

    /** As the audit keeps it. */
    Map<String, String> told() {
        Map<String, String> told = new HashMap<>();
        told.put("states", String.join(",", states));
        tell(told, "source", filter.source());
        tell(told, "entity", filter.entity());
        tell(told, "code", filter.code());
        tell(told, "field", filter.field());
        tell(told, "since", filter.since());
        return told;
    }

    private static void tell(Map<String, String> told, String name, @Nullable Object value) {
        if (value != null) {
            told.put(name, value.toString());
        }
    }

    private static SqlParameterValue text(@Nullable String value) {
        return new SqlParameterValue(Types.VARCHAR, value);
    }

    private static SqlParameterValue moment(@Nullable Instant at) {
        return new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE, at == null ? null : at.atOffset(ZoneOffset.UTC));
    }
}
