package io.esteira.production;

import static io.esteira.production.PostingTexts.forbidden;

import io.esteira.platform.Caller;
import io.esteira.platform.Companies;
import io.esteira.platform.Company;
import io.esteira.platform.Role;
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
    private final PostingReversal reversal;
    private final PostingImporter importer;
    private final PostingSources sources;

    Postings(
            Companies companies,
            PostingAcceptance acceptance,
            PostingReversal reversal,
            PostingImporter importer,
            PostingSources sources) {
        this.companies = companies;
        this.acceptance = acceptance;
        this.reversal = reversal;
        this.importer = importer;
        this.sources = sources;
    }

    /** Posts; the same id and key again give the same answer and no second posting. */
    public PostingAnswer post(Caller caller, NewPosting posting) {
        return post(caller, posting, acceptance::accept);
    }

    private interface Way {
        PostingAnswer of(Caller caller, Company company, NewPosting posting);
    }

    private PostingAnswer post(Caller caller, NewPosting posting, Way way) {
        if (!caller.hasAny(MAY_POST)) {
            return new PostingAnswer.Refused(forbidden());
        }
        Optional<Company> company = visible(caller, posting.company());
        return company.isPresent()
                ? way.of(caller, company.get(), posting)
                : new PostingAnswer.Refused(PostingTexts.unknownCompany());
    }

    /** Takes a posting back: at once where the ERP has nothing of it, else by a delivery. */
    public PostingAnswer reverse(Caller caller, ReversalRequest request) {
        return caller.hasAny(MAY_POST) ? reversal.reverse(caller, request) : new PostingAnswer.Refused(forbidden());
    }

    /**
     * As {@link #post}, but decided once: a refusal by the rules too is the answer of its key from then on, also when its reason is
     * gone. So requests that are repeated in order, because an answer was lost, are answered as if each had come once.
     */
    public PostingAnswer settle(Caller caller, NewPosting posting) {
        return post(caller, posting, acceptance::settle);
    }

    /** As {@link #reverse}, decided once as {@link #settle(Caller, NewPosting)} says. */
    public PostingAnswer settle(Caller caller, ReversalRequest request) {
        return caller.hasAny(MAY_POST) ? reversal.settle(caller, request) : new PostingAnswer.Refused(forbidden());
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

    private static List<PostingImport.Answer> refuseAll(PostingImport push, PostingRefusal refusal) {
        return push.items().stream()
                .<PostingImport.Answer>map(item -> new PostingImport.Answer.Refused(item.key(), refusal))
                .toList();
    }
}
