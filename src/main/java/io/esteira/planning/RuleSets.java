package io.esteira.planning;

import com.fasterxml.jackson.annotation.Nulls;
import io.esteira.platform.Company;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rules as data, with history: sets are added, never changed. */
@Component
public class RuleSets {

    /**
     * The rules of a company on a day.
     *
     * @param id internal id; null for the usual ones, with which each company begins
     */
    public record RuleSet(@Nullable Long id, JsonNode json) {}

    /** Ten years: what is added to a day of a plan is still a day. */
    private static final int MOST_DAYS = 3_650;

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .changeDefaultNullHandling(usual -> usual.withContentNulls(Nulls.FAIL))
            .build();
    private final ObjectNode usual = json.valueToTree(PlanningRules.USUAL);

    RuleSets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The rules of a company that hold on a day; what a set does not say is as it is usual. */
    public RuleSet of(short companyId, LocalDate day) {
        return jdbc.sql("""
                        select id, rules::text as json from hub.planning_rules
                        where company_id = ? and valid_from <= ? order by valid_from desc, id desc limit 1
                        """)
                .params(companyId, day)
                .query((row, n) -> new RuleSet(row.getLong("id"), whole(json.readTree(row.getString("json")))))
                .optional()
                .orElseGet(() -> new RuleSet(null, usual));
    }

    /**
     * Rules as a person writes them, those that are left out as they are usual.
     *
     * @return what is wrong with them, if anything
     */
    Optional<String> check(JsonNode given) {
        if (!given.isObject()) {
            return Optional.of("rules are an object");
        }
        try {
            return days(json.treeToValue(whole(given), PlanningRules.class));
        } catch (JacksonException e) {
            return Optional.of(e.getOriginalMessage().replaceFirst(" \\(class .*", ""));
        }
    }

    private static Optional<String> days(PlanningRules rules) {
        boolean far = IntStream.of(rules.switchDays(), rules.previousFrom(), rules.previousTo())
                .anyMatch(days -> days < 0 || days > MOST_DAYS);
        if (far) {
            return Optional.of("switchDays, previousFrom and previousTo are 0 to " + MOST_DAYS + " days");
        }
        return rules.previousFrom() < rules.previousTo()
                ? Optional.of("previousFrom lies before previousTo, so it is the greater number of days")
                : Optional.empty();
    }

    private ObjectNode whole(JsonNode given) {
        ObjectNode whole = usual.deepCopy();
        given.propertyStream().forEach(property -> whole.set(property.getKey(), property.getValue()));
        return whole;
    }

    /** As they are to be computed with. */
    RuleSet tried(JsonNode given) {
        return new RuleSet(null, whole(given));
    }

    long add(Company company, LocalDate validFrom, JsonNode given, @Nullable String note, String by) {
        return jdbc.sql("""
                        with made as (
                          insert into hub.planning_rules (company_id, valid_from, rules, note, created_by)
                          values (?, ?, ?::jsonb, ?, ?) returning id, company_id
                        ),
                        logged as (
                          insert into hub.change_log (entity, row_id, company_id, kind)
                          select 'planning_rules', id, company_id, 'I' from made
                        )
                        select id from made
                        """)
                .param(1, company.id())
                .param(2, validFrom)
                .param(3, whole(given).toString())
                .param(4, note, java.sql.Types.VARCHAR)
                .param(5, by)
                .query(Long.class)
                .single();
    }
}
