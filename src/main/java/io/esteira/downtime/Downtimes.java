package io.esteira.downtime;

import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
import java.util.List;
import java.util.Optional;
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
    private final DowntimeReversal reversal;

    Downtimes(Companies companies, DowntimeAcceptance acceptance, DowntimeReversal reversal) {
        this.companies = companies;
        this.acceptance = acceptance;
        this.reversal = reversal;
    }

    /** Reports; the same id and key again give the same answer and no second stop. */
    public DowntimeAnswer report(Caller caller, NewDowntime stop) {
        return report(caller, stop, acceptance::accept);
    }

    /**
     * As {@link #report}, but decided once: a refusal by the rules too is the answer of its key from then on, also when its reason is
     * gone.
     */
    public DowntimeAnswer settle(Caller caller, NewDowntime stop) {
        return report(caller, stop, acceptance::settle);
    }

    private interface Way {
        DowntimeAnswer of(Caller caller, Company company, NewDowntime stop);
    }

    private DowntimeAnswer report(Caller caller, NewDowntime stop, Way way) {
        if (!caller.hasAny(MAY_REPORT)) {
            return new DowntimeAnswer.Refused(DowntimeTexts.forbidden());
        }
        Optional<Company> company = companies.find(stop.company()).filter(known -> caller.sees(known.id()));
        return company.isPresent()
                ? way.of(caller, company.get(), stop)
                : new DowntimeAnswer.Refused(DowntimeTexts.unknownCompany());
    }

    /** Takes a stop back: at once where the ERP has nothing of it, else by a delivery. */
    public DowntimeAnswer reverse(Caller caller, DowntimeReversalRequest request) {
        return caller.hasAny(MAY_REPORT)
                ? reversal.reverse(caller, request)
                : new DowntimeAnswer.Refused(DowntimeTexts.forbidden());
    }

    /** As {@link #reverse}, decided once as {@link #settle(Caller, NewDowntime)} says. */
    public DowntimeAnswer settle(Caller caller, DowntimeReversalRequest request) {
        return caller.hasAny(MAY_REPORT)
                ? reversal.settle(caller, request)
                : new DowntimeAnswer.Refused(DowntimeTexts.forbidden());
    }
}
