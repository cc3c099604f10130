package io.esteira.mapping;

import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What codes that lead nowhere yet, or not any more, may mean, by their likeness to codes and descriptions of another source. */
@Component
public class MappingSuggestions {

    private static final String SUGGEST = SqlFile.read(MappingSuggestions.class, "suggest-mappings.sql");
    private static final String ALIKE = SqlFile.read(MappingSuggestions.class, "suggest-alike.sql");

    /** Comparing ends by itself after 5 s; this is for a database that is slow in all it does. */
    private static final String LIMITS = "set local statement_timeout = '15s'";

    /** Comparing is what costs, which the planner does not know: 0.25 s for each code and 20,000 items, without the index. */
    private static final String BY_INDEX = "set local enable_seqscan = off";

    /** Among 200,000 items a description takes 0.3 s; with the default of 0.3, which nearly every other exceeds, 1 s. */
    private static final String HOW_ALIKE = "set local pg_trgm.similarity_threshold = 0.5";

    /** The extension may have been created by the hub, or before it by an administrator, who has put it anywhere. */
    private static final String WHERE_FUNCTIONS_ARE = """
            select set_config('search_path', concat_ws(', ', 'hub', 'public', (
              select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
               where e.extname = 'pg_trgm')), true)
            """;

    /** The functions can be seen, and what keeps comparing from a look at each item has been made. */
    private static final String KNOWS_LIKENESS =
            "select to_regprocedure('similarity(text, text)') is not null and to_regclass('hub.item_likeness') is not null";

    /**
     * A guess, for a person to confirm.
     *
     * @param score 1 for codes that are the same but for zeros and signs, less the less alike
     */
    public record Suggestion(
            String fromCode, @Nullable String fromDescription, String toCode, String toDescription, BigDecimal score) {}

    private final JdbcClient jdbc;
    private final Companies companies;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MappingSuggestions(JdbcClient jdbc, Companies companies, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * The best guesses, at most three for a code; none for kinds of which the hub keeps no list, nor of companies that do not exist for
     * the caller.
     */
    public List<Suggestion> suggest(
            Caller caller, String companyCode, MappingKind kind, String fromSource, String toSource, int limit) {
        Optional<Company> company = companies.find(companyCode).filter(each -> caller.sees(each.id()));
        if (company.isEmpty()) {
            return List.of();
        }
        return switch (kind) {
            case ITEM -> alike(company.get(), kind, "item", "description", fromSource, toSource, limit);
            case PHASE -> alike(company.get(), kind, "phase", "name", fromSource, toSource, limit);
            case EQUIPMENT, SCRAP_REASON, STOP_REASON, UNIT, WAREHOUSE, OPERATOR -> List.of();
        };
    }

    private List<Suggestion> alike(
            Company company,
            MappingKind kind,
            String table,
            String description,
            String fromSource,
            String toSource,
            int limit) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql(LIMITS).update();
            jdbc.sql(BY_INDEX).update();
            jdbc.sql(HOW_ALIKE).update();
            jdbc.sql(WHERE_FUNCTIONS_ARE).query(String.class).single();
            boolean knowsLikeness =
                    jdbc.sql(KNOWS_LIKENESS).query(Boolean.class).single();
            String alike = knowsLikeness ? ALIKE.formatted(table, description) : "";
            return jdbc.sql(SUGGEST.formatted(table, description, alike))
                    .param("company", company.id())
                    .param(
                            "today",
                            LocalDate.now(clock.withZone(company.zone())).toString())
                    .param("kind", kind.name())
                    .param("fromSource", fromSource)
                    .param("toSource", toSource)
                    .param("limit", limit)
                    .query(Suggestion.class)
                    .list();
        }));
    }
}
