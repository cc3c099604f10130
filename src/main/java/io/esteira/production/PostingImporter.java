package io.esteira.production;

import io.esteira.outbox.OutboxTransactions;
import io.esteira.outbox.OutboxTransactions.Outcome;
import io.esteira.outbox.RefusalCode;
import io.esteira.outbox.RequestTexts;
import io.esteira.platform.Audit;
import io.esteira.platform.Caller;
import io.esteira.platform.Company;
import io.esteira.platform.Refusal;
import io.esteira.production.PostingImport.Answer;
import io.esteira.production.PostingImport.Item;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in what an ERP pushes, by the same merge that takes what is read from it: pushed and polled is one posting. */
@Component
class PostingImporter {

    private final OutboxTransactions transactions;
    private final PostingTotals totals;
    private final Audit audit;
    private final PostingAlerts alerts;
    private final Clock clock;

    PostingImporter(
            OutboxTransactions transactions, PostingTotals totals, Audit audit, PostingAlerts alerts, Clock clock) {
        this.transactions = transactions;
        this.totals = totals;
        this.audit = audit;
        this.alerts = alerts;
        this.clock = clock;
    }

    List<Answer> take(Caller caller, Company company, PostingImport push) {
        List<Item> items = push.items();
        @Nullable Answer[] answers = new Answer[items.size()];
        List<Integer> sound = new ArrayList<>(items.size());
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Optional<Refusal> refusal = check(company, items.get(i), keys);
            if (refusal.isPresent()) {
                answers[i] = new Answer.Refused(items.get(i).key(), refusal.get());
            } else {
                sound.add(i);
            }
        }
        if (!sound.isEmpty()) {
            List<Item> staged = sound.stream().map(items::get).toList();
            List<PostingMerge.Row> rows = transactions.run(
                    connection -> Outcome.keep(merge(connection, caller, company, push.source(), staged)));
            for (PostingMerge.Row row : rows) {
                answers[sound.get(row.n())] = answer(staged.get(row.n()), row);
            }
        }
        return Arrays.stream(answers).map(Objects::requireNonNull).toList();
    }

    private List<PostingMerge.Row> merge(
            Connection connection, Caller caller, Company company, String source, List<Item> items) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        PostingMerge merge = new PostingMerge(connection, company, source, PostingMerge.How.PUSH)
                .stage(items.stream().map(item -> item.staged(at)).toList());
        List<PostingMerge.Row> rows = merge.write();
        alerts.tell(company, merge.oddities());
        totals.derive(connection);
        long written = rows.stream().filter(PostingMerge.Row::changed).count();
        audit.record(caller, "posting.import", company.id(), source, Map.of("items", items.size(), "changed", written));
        return rows;
    }

    private Optional<Refusal> check(Company company, Item item, Set<String> keys) {
        if (item.key().isBlank() || !keys.add(item.key())) {
            return Optional.of(new Refusal(
                    RefusalCode.IDEMPOTENCY_KEY_REUSED,
                    "key",
                    "The key is blank or given twice.",
                    "A chave está em branco ou repetida."));
        }
        if (item.orderNumber().isBlank()) {
            return Optional.of(RequestTexts.orderNotFound("orderNumber"));
        }
        return PostingRules.quantities(item.good(), item.scrap(), item.rework())
                .or(() -> PostingRules.dates(item.postedOn(), item.startedAt(), item.endedAt(), company.zone(), clock));
    }

    private static Answer answer(Item item, PostingMerge.Row row) {
        Long posting = row.postingId();
        if (!row.orderKnown()) {
            return new Answer.Refused(item.key(), RequestTexts.orderNotFound("orderNumber"));
        }
        if (!row.stepKnown() || posting == null) {
            return new Answer.Refused(item.key(), PostingTexts.unknownStep(item.orderNumber(), row.steps()));
        }
        return row.changed() ? new Answer.Accepted(item.key(), posting) : new Answer.AlreadyKnown(item.key(), posting);
    }
}
