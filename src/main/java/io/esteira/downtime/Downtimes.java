package io.esteira.downtime;

import io.esteira.outbox.Answer;
import io.esteira.outbox.KeyedRequests;
import io.esteira.outbox.KeyedRequests.Way;
import io.esteira.outbox.RequestTexts;
import io.esteira.outbox.ReversalRequest;
import io.esteira.outbox.Reversals;
import io.esteira.outbox.Reversible;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import io.esteira.platform.SqlFile;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Stops of machines (paradas) reported in the hub or taken back. What the business does not allow is an answer, not an exception. Each
 * request is one transaction; safe for use by several threads and nodes.
 */
@Service
public class Downtimes {

    public static final List<Role> MAY_REPORT = List.of(Role.OPERATOR, Role.LEADER);

    private final Companies companies;
    private final DowntimeAcceptance acceptance;
    private final Reversals reversals;
    private final Reversible reversible;

    Downtimes(
            Companies companies,
            DowntimeAcceptance acceptance,
            Reversals reversals,
            DowntimeLedger ledger,
            OutgoingDowntimes outgoing) {
        this.companies = companies;
        this.acceptance = acceptance;
        this.reversals = reversals;
        this.reversible = new Reversible(
                ledger,
                SqlFile.read(Downtimes.class, "downtime-reverse-open.sql"),
                (connection, row, delivery, reference) ->
                        outgoing.read(connection, delivery, true, row.id(), row.target(), reference),
                DowntimeTexts.notFound(),
                DowntimeTexts.onItsWay(),
                DowntimeTexts.reversed(),
                DowntimeTexts.notSettled());
    }

    /** Reports; the same id and key again give the same answer and no second stop. */
    public Answer report(Caller caller, NewDowntime stop) {
        return report(caller, stop, KeyedRequests::answer);
    }

    /** As {@link #report}, but {@link KeyedRequests#settle decided once}. */
    public Answer settle(Caller caller, NewDowntime stop) {
        return report(caller, stop, KeyedRequests::settle);
    }

    private Answer report(Caller caller, NewDowntime stop, Way way) {
        if (!caller.hasAny(MAY_REPORT)) {
            return new Answer.Refused(RequestTexts.forbidden());
        }
        return companies
                .find(stop.company())
                .filter(company -> caller.sees(company.id()))
                .map(company -> acceptance.accept(caller, company, stop, way))
                .orElseGet(() -> new Answer.Refused(Refusal.unknownCompany(DowntimeRefusalCode.UNKNOWN_COMPANY)));
    }

    /** Takes a stop back: at once where the ERP has nothing of it, else by a delivery. */
    public Answer reverse(Caller caller, ReversalRequest request) {
        return reverse(caller, request, KeyedRequests::answer);
    }

    /** As {@link #reverse}, but {@link KeyedRequests#settle decided once}. */
    public Answer settle(Caller caller, ReversalRequest request) {
        return reverse(caller, request, KeyedRequests::settle);
    }

    private Answer reverse(Caller caller, ReversalRequest request, Way way) {
        return caller.hasAny(MAY_REPORT)
                ? reversals.reverse(caller, request, reversible, way)
                : new Answer.Refused(RequestTexts.forbidden());
    }
}
