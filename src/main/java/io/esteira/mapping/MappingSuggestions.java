package io.esteira.mapping;

import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.SqlFile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What codes that lead nowhere yet may mean, by their likeness to codes and descriptions of another source. */
@Component
public class MappingSuggestions {

    private static final String SUGGEST = SqlFile.read(MappingSuggestions.class, "suggest-mappings.sql");
    private static final String ALIKE = SqlFile.read(MappingSuggestions.class, "suggest-alike.sql");

    /** A large company's items are compared for seconds, not for minutes. */
    private static final String LIMITS = "set local statement_timeout = '15s'";

    /** Comparing is what costs, which the planner does not know: 0.25 s for each code and 20,000 items, without the index. */
    private static final String BY_INDEX = "set local enable_seqscan = off";

    /** The extension may have been created by the hub, or before it by an administrator. */
    private static final String WHERE_FUNCTIONS_ARE = "set local search_path = hub, public";

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

    MappingSuggestions(JdbcClient jdbc, Companies companies, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.companies = companies;
        this.transaction = transaction;
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
            jdbc.sql(WHERE_FUNCTIONS_ARE).update();
            String alike = knowsLikeness() ? ALIKE.formatted(table, description) : "";
            return jdbc.sql(SUGGEST.formatted(table, description, alike))
                    .param("company", company.id())
                    .param("kind", kind.name())
                    .param("fromSource", fromSource)
                    .param("toSource", toSource)
                    .param("limit", limit)
                    .query(Suggestion.class)
                    .list();
        }));
    }

    private boolean knowsLikeness() {
        return jdbc.sql("select exists (select 1 from pg_extension where extname = 'pg_trgm')")
                .query(Boolean.class)
                .single();
    }
}
