package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.canonical.PostingChange;
import io.esteira.support.Merging;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PostingImportTest extends PostingsOnDatabase {

    @Test
    void pushedPostingsAreAnsweredOneByOneAndNeverDelivered() {
        long order = factory.order(company, "protheus", "1", "100");

        List<PostingImport.Answer> answers = postings.take(
                integration(),
                new PostingImport(
                        company.code(),
                        "protheus",
                        List.of(
                                item("s1", "1", 10, "5"),
                                item("s2", "404", 10, "5"),
                                item("s3", "1", 99, "5"),
                                item("s4", "1", 10, "-5"),
                                item("s1", "1", 10, "6"))));

        assertThat(answers.getFirst()).isInstanceOf(PostingImport.Answer.Accepted.class);
        assertThat(answers.subList(1, 5))
                .extracting(answer ->
                        ((PostingImport.Answer.Refused) answer).refusal().code())
                .containsExactly("ORDER_NOT_FOUND", "UNKNOWN_PHASE", "INVALID_QUANTITY", "IDEMPOTENCY_KEY_REUSED");
        assertThat(factory.postings(order)).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("origin", "PUSH")
                .containsEntry("in_erp", true));
        assertThat(factory.deliveries(order)).isEmpty();
    }

    @Test
    void pushedAndPolledIsOnePostingAndASecondPushIsKnown() {
        long order = factory.order(company, "protheus", "1", "100");
        PostingImport push = new PostingImport(company.code(), "protheus", List.of(item("s1", "1", 10, "5")));
        postings.take(integration(), push);

        merging().merge(company, "protheus", NOW, Merging.row("s1", "1", 10, "2026-03-02", "5", "0"));

        assertThat(postings.take(integration(), push).getFirst()).isInstanceOf(PostingImport.Answer.AlreadyKnown.class);
        assertThat(factory.postings(order)).hasSize(1);
        assertThat((BigDecimal) factory.step(order, 10).get("good_in_erp")).isEqualByComparingTo("5");
    }

    @Test
    void pushAndPollOfManyAtOnceCountOnce() throws Exception {
        long order = factory.order(company, "protheus", "1", "1000");
        List<PostingImport.Item> items = new ArrayList<>();
        List<PostingChange> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            items.add(item("s" + i, "1", 10, "2"));
            rows.add(Merging.row("s" + i, "1", 10, "2026-03-02", "2", "0"));
        }
        List<Callable<Object>> ways = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ways.add(() -> postings.take(integration(), new PostingImport(company.code(), "protheus", items)));
            ways.add(() -> merging().merge(company, "protheus", NOW, false, rows));
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Object> way : threads.invokeAll(ways)) {
                way.get();
            }
        }

        assertThat(factory.postings(order)).hasSize(100);
        assertThat((BigDecimal) factory.step(order, 10).get("good_in_erp")).isEqualByComparingTo("200");
    }

    @Test
    void sourceOfAnotherNameIsRefusedItemByItem() {
        long order = factory.order(company, "protheus", "1", "100");

        List<PostingImport.Answer> answers = postings.take(
                integration(),
                new PostingImport(
                        company.code(), "Protheus", List.of(item("s1", "1", 10, "5"), item("s2", "1", 10, "5"))));

        assertThat(answers)
                .extracting(answer ->
                        ((PostingImport.Answer.Refused) answer).refusal().code())
                .containsExactly("UNKNOWN_SOURCE", "UNKNOWN_SOURCE");
        assertThat(answers).extracting(PostingImport.Answer::key).containsExactly("s1", "s2");
        assertThat(factory.postings(order)).isEmpty();
    }

    @Test
    void importIsForIntegrationsAndOfAtMostAThousand() {
        factory.order(company, "protheus", "1", "100");
        List<PostingImport.Item> many = new ArrayList<>();
        for (int i = 0; i <= Postings.MOST_ITEMS; i++) {
            many.add(item("s" + i, "1", 10, "1"));
        }

        assertThat(postings.take(operator, new PostingImport(company.code(), "protheus", many.subList(0, 1))))
                .extracting(answer ->
                        ((PostingImport.Answer.Refused) answer).refusal().code())
                .containsExactly("FORBIDDEN");
        assertThat(postings.take(integration(), new PostingImport(company.code(), "protheus", many)))
                .extracting(answer ->
                        ((PostingImport.Answer.Refused) answer).refusal().code())
                .containsOnly("TOO_MANY_ITEMS");
    }
}
