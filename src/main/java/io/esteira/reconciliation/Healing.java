package io.esteira.reconciliation;

import io.esteira.inbox.RecordMending;
import io.esteira.inbox.RouteDesk;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Refusal;
import io.esteira.reconciliation.Reconciliations.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Mends what a comparison has found: records whose canonical rows say something else are mapped again; where records themselves differ, the
 * route reads all anew. What is in quarantine stays there. It is compared again afterwards, which tells what came of it. It is audited.
 */
@Component
public class Healing {

    private static final int RECORDS_AT_ONCE = 500;

    /** What became of the wish. */
    public sealed interface Answer {

        /**
         * @param remapped how many records were mapped again
         * @param readAnew whether the route reads all anew
         * @param reconciliation internal id of the comparison that follows
         */
        record Done(int remapped, boolean readAnew, long reconciliation) implements Answer {}

        record Refused(Refusal refusal) implements Answer {}
    }

    private record Compared(long id, short streamId, short companyId, UUID route, boolean recordsDiffer) {}

    private final JdbcClient jdbc;
    private final ReconciliationStore store;
    private final RouteDesk routes;
    private final RecordMending mending;
    private final Audit audit;

    Healing(JdbcClient jdbc, ReconciliationStore store, RouteDesk routes, RecordMending mending, Audit audit) {
        this.jdbc = jdbc;
        this.store = store;
        this.routes = routes;
        this.mending = mending;
        this.audit = audit;
    }

    /** @param reconciliation whose open differences are to be mended; what a later one has found too is left to that one */
    public Answer heal(Caller caller, UUID reconciliation) {
        if (!caller.hasAny(Reconciliations.MAY_RECONCILE)) {
            return new Answer.Refused(ReconciliationTexts.forbidden());
        }
        return find(reconciliation)
                .filter(found -> caller.sees(found.companyId()))
                .map(found -> heal(caller, reconciliation, found))
                .orElseGet(() -> new Answer.Refused(notFound()));
    }

    /** Of an id that is none of a comparison's. */
    public static Refusal notFound() {
        return ReconciliationTexts.notFound();
    }

    private Answer heal(Caller caller, UUID reconciliation, Compared found) {
        if (found.recordsDiffer()
                && routes.run(caller, found.route(), true) instanceof RouteDesk.Answer.Refused rests) {
            return new Answer.Refused(new Refusal(
                    Code.ROUTE_RESTS,
                    null,
                    rests.refusal().message(),
                    rests.refusal().messagePt()));
        }
        mending.missed(found.streamId(), missed(found));
        int remapped = remap(found);
        long next = store.ask(found.streamId(), caller.name());
        audit.record(
                caller,
                "reconciliation.heal",
                found.companyId(),
                reconciliation.toString(),
                Map.of("remapped", remapped, "readAnew", found.recordsDiffer()));
        return new Answer.Done(remapped, found.recordsDiffer(), next);
    }

    private List<String> missed(Compared found) {
        return jdbc.sql("""
                        select source_key from hub.reconciliation_difference
                         where reconciliation_id = ? and state = 'OPEN' and place = 'RECORD' and kind = 'MISSING_IN_SOURCE'
                        """).param(found.id()).query(String.class).list();
    }

    private int remap(Compared found) {
        List<Long> records = jdbc.sql("""
                        select distinct r.id from hub.reconciliation_difference d
                          join hub.inbox_record r on r.stream_id = d.stream_id and r.source_key = d.source_key and r.gone_at is null
                         where d.reconciliation_id = ? and d.state = 'OPEN' and d.place = 'CANONICAL' order by r.id
                        """).param(found.id()).query(Long.class).list();
        IntStream.iterate(0, from -> from < records.size(), from -> from + RECORDS_AT_ONCE)
                .mapToObj(from -> records.subList(from, Math.min(records.size(), from + RECORDS_AT_ONCE)))
                .forEach(part -> mending.mapAgain(found.streamId(), part));
        return records.size();
    }

    private Optional<Compared> find(UUID reconciliation) {
        return jdbc.sql("""
                        select r.id, r.stream_id, r.company_id, s.public_id as route,
                               exists (select 1 from hub.reconciliation_difference d
                                        where d.reconciliation_id = r.id and d.state = 'OPEN' and d.place = 'RECORD'
                                          and d.reason is distinct from 'QUARANTINED') as records_differ
                          from hub.reconciliation r join hub.route s on s.id = r.stream_id where r.public_id = ?
                        """).param(reconciliation).query(Compared.class).optional();
    }
}
