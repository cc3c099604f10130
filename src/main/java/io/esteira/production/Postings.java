package io.esteira.production;

import static io.esteira.outbox.RequestTexts.forbidden;

import io.esteira.adapter.delivery.DeliveryOrder.Kind;
import io.esteira.outbox.Answer;
import io.esteira.outbox.KeyedRequests;
import io.esteira.outbox.KeyedRequests.Way;
import io.esteira.outbox.ReversalRequest;
import io.esteira.outbox.Reversals;
import io.esteira.outbox.Reversible;
import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import io.esteira.platform.Role;
import io.esteira.platform.SqlFile;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Postings (apontamentos) made in the hub, taken back, or pushed by an ERP. What the business does not allow is an answer, not
 * an exception. Each request is one transaction; safe for use by several threads and nodes.
 */
@Service
public class Postings {

    /** Most items of one import. */
    public static final int MOST_ITEMS = 1000;

    public static final List<Role> MAY_POST = List.of(Role.OPERATOR, Role.LEADER);
    public static final List<Role> MAY_IMPORT = List.of(Role.INTEGRATION);

    private final Companies companies;
    private final PostingAcceptance acceptance;
    private final Reversals reversals;
    private final Reversible reversible;
    private final PostingImporter importer;
    private final PostingSources sources;

    Postings(
            Companies companies,
            PostingAcceptance acceptance,
            Reversals reversals,
            PostingLedger ledger,
            OutgoingPostings outgoing,
            PostingImporter importer,
            PostingSources sources) {
        this.companies = companies;
        this.acceptance = acceptance;
        this.reversals = reversals;
        this.reversible = new Reversible(
                ledger,
                SqlFile.read(Postings.class, "posting-reverse-open.sql"),
                (connection, row, delivery, reference) ->
                        outgoing.read(connection, delivery, Kind.REVERSAL, row.id(), reference, null),
                PostingTexts.postingNotFound(),
                PostingTexts.onItsWay(),
                PostingTexts.reversed(),
                PostingTexts.notSettled());
        this.importer = importer;
        this.sources = sources;
    }

    /** Posts; the same id and key again give the same answer and no second posting. */
    public Answer post(Caller caller, NewPosting posting) {
        return post(caller, posting, KeyedRequests::answer);
    }

    /** As {@link #post}, but {@link KeyedRequests#settle decided once}. */
    public Answer settle(Caller caller, NewPosting posting) {
        return post(caller, posting, KeyedRequests::settle);
    }

    private Answer post(Caller caller, NewPosting posting, Way way) {
        if (!caller.hasAny(MAY_POST)) {
            return new Answer.Refused(forbidden());
        }
        return visible(caller, posting.company())
                .map(company -> acceptance.accept(caller, company, posting, way))
                .orElseGet(() -> new Answer.Refused(PostingTexts.unknownCompany()));
    }

    /** Takes a posting back: at once where the ERP has nothing of it, else by a delivery. */
    public Answer reverse(Caller caller, ReversalRequest request) {
        return reverse(caller, request, KeyedRequests::answer);
    }

    /** As {@link #reverse}, but {@link KeyedRequests#settle decided once}. */
    public Answer settle(Caller caller, ReversalRequest request) {
        return reverse(caller, request, KeyedRequests::settle);
    }

    private Answer reverse(Caller caller, ReversalRequest request, Way way) {
        return caller.hasAny(MAY_POST)
                ? reversals.reverse(caller, request, reversible, way)
                : new Answer.Refused(forbidden());
    }

    /** Takes in what an ERP pushes; an answer per item, in their order. Never delivered anywhere. */
    public List<PostingImport.Answer> take(Caller caller, PostingImport push) {
        if (!caller.hasAny(MAY_IMPORT)) {
            return refuseAll(push, forbidden());
        }
        if (push.items().size() > MOST_ITEMS) {
            return refuseAll(push, PostingTexts.tooMany(MOST_ITEMS));
        }
        Optional<Company> company = visible(caller, push.company());
        if (company.isEmpty()) {
            return refuseAll(push, PostingTexts.unknownCompany());
        }
        return sources.serves(push.source(), push.company())
                ? importer.take(caller, company.get(), push)
                : refuseAll(push, PostingTexts.unknownSource(push.source(), push.company()));
    }

    private Optional<Company> visible(Caller caller, String code) {
        return companies.find(code).filter(company -> caller.sees(company.id()));
    }

    private static List<PostingImport.Answer> refuseAll(PostingImport push, Refusal refusal) {
        return push.items().stream()
                .<PostingImport.Answer>map(item -> new PostingImport.Answer.Refused(item.key(), refusal))
                .toList();
    }
}
