package io.esteira.reconciliation;

import io.esteira.inbox.PolledReaders;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may ask of comparisons. It is audited. */
@Component
public class Reconciliations {

    public static final List<Role> MAY_RECONCILE = List.of(Role.IT);

    /** Closed list of why nothing is compared. */
    public enum Code {
        FORBIDDEN,
        COMPANY_NOT_FOUND,
        ROUTE_NOT_FOUND,
        RECONCILIATION_NOT_FOUND,
        ROUTE_RESTS
    }

    /** What became of the wish. */
    public sealed interface Answer {

        /** @param reconciliations internal ids of those that were begun, or are under way */
        record Done(List<Long> reconciliations) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    /** @param handedOver nothing reads it, here or anywhere, nor ever did */
    private record Route(short stream, boolean handedOver) {}

    private final JdbcClient jdbc;
    private final ReconciliationStore store;
    private final PolledReaders readers;
    private final Companies companies;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Reconciliations(
            JdbcClient jdbc,
            ReconciliationStore store,
            PolledReaders readers,
            Companies companies,
            Audit audit,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.store = store;
        this.readers = readers;
        this.companies = companies;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * Has routes of a company compared with their sources, one after the other; one that is under way stays as it is.
     *
     * @param source null for all sources
     * @param entity null for all that is read of them
     */
    public Answer reconcile(Caller caller, String company, @Nullable String source, @Nullable String entity) {
        if (!caller.hasAny(MAY_RECONCILE)) {
            return new Answer.Refused(ReconciliationTexts.forbidden());
        }
        Optional<Company> found = companies.find(company).filter(known -> caller.sees(known.id()));
        if (found.isEmpty()) {
            return new Answer.Refused(Refusal.unknownCompany(Code.COMPANY_NOT_FOUND));
        }
        List<Route> routes = routes(found.get(), source, entity);
        if (routes.isEmpty()) {
            return new Answer.Refused(ReconciliationTexts.routeNotFound());
        }
        return Objects.requireNonNull(transaction.execute(status -> ask(caller, found.get(), routes, source, entity)));
    }

    private Answer ask(
            Caller caller, Company company, List<Route> routes, @Nullable String source, @Nullable String entity) {
        List<Long> asked =
                routes.stream().map(route -> ask(route, caller.name())).toList();
        audit.record(
                caller,
                "route.reconcile",
                company.id(),
                Objects.requireNonNullElse(source, "*") + "." + Objects.requireNonNullElse(entity, "*"),
                Map.of("routes", asked.size()));
        return new Answer.Done(asked);
    }

    private long ask(Route route, String by) {
        long id = store.ask(route.stream(), by);
        if (route.handedOver()) {
            store.notComparable(id);
        }
        return id;
    }

    private List<Route> routes(Company company, @Nullable String source, @Nullable String entity) {
        return jdbc.sql("""
                        select id, not (id = any(:polled) or exists (select 1 from hub.sync_run u where u.stream_id = r.id)) as handed_over
                          from hub.route r
                         where company_id = :company and source = coalesce(:source, source) and entity = coalesce(:entity, entity)
                         order by id
                        """)
                .param("polled", readers.streams().toArray(Short[]::new))
                .param("company", company.id())
                .param("source", source, Types.VARCHAR)
                .param("entity", entity, Types.VARCHAR)
                .query((row, n) -> new Route(row.getShort("id"), row.getBoolean("handed_over")))
                .list();
    }
}
