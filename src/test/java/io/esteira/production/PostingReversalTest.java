package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.outbox.Answer;
import io.esteira.outbox.ReversalRequest;
import io.esteira.support.Draft;
import io.esteira.support.Merging;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostingReversalTest extends PostingsOnDatabase {

    @Test
    void unsentPostingIsReversedAtOnce() {
        long order = factory.order(company, "protheus", "1", "100");
        NewPosting posting = Draft.of(company.code(), "1", "10").posting();
        postings.post(operator, posting);

        Answer answer = postings.reverse(operator, new ReversalRequest(posting.id(), null, "typed wrong"));

        assertThat(answer).isInstanceOf(Answer.Done.class);
        assertThat(factory.postings(order).getFirst()).containsEntry("state", "REVERSED");
        assertThat(factory.deliveries(order))
                .extracting(row -> row.get("state"))
                .containsExactly("CANCELLED");
        assertThat((BigDecimal) factory.step(order, 10).get("good_pending")).isEqualByComparingTo("0");
        assertRefused(postings.reverse(operator, new ReversalRequest(posting.id(), null, "again")), "ALREADY_REVERSED");
    }

    @Test
    void reversalOfWhatTheErpHasIsDeliveredAndCountsAsNegativePendingUntilItIsThere() {
        long order = factory.order(company, "csw", "1", "100");
        merging().merge(company, "csw", NOW, Merging.row("m1", "1", 10, "2026-03-01", "10", "0"));
        UUID id = publicId(order);

        Answer answer = postings.reverse(operator, new ReversalRequest(id, "k1", "wrong order"));

        assertThat(postings.reverse(operator, new ReversalRequest(id, "k1", "wrong order")))
                .isEqualTo(answer);
        assertRefused(postings.reverse(operator, new ReversalRequest(id, "k2", "wrong")), "ALREADY_REVERSED");
        assertThat(factory.deliveries(order)).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("kind", "REVERSAL")
                .containsEntry("state", "HELD"));
        assertThat((BigDecimal) factory.step(order, 10).get("good_in_erp")).isEqualByComparingTo("10");
        assertThat((BigDecimal) factory.step(order, 10).get("good_pending")).isEqualByComparingTo("-10");

        merging()
                .merge(
                        company,
                        "csw",
                        NOW.plusSeconds(1),
                        Merging.row("m1", "1", 10, "2026-03-01", "10", "0", null, true));

        assertThat(factory.deliveries(order).getFirst()).containsEntry("state", "DELIVERED");
        assertThat((BigDecimal) factory.step(order, 10).get("good_in_erp")).isEqualByComparingTo("0");
        assertThat((BigDecimal) factory.step(order, 10).get("good_pending")).isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SENDING", "UNCERTAIN", "PENDING_IN_ERP"})
    void postingWhoseFateIsOpenIsNotReversed(String state) {
        long order = factory.order(company, "protheus", "1", "100");
        NewPosting posting = Draft.of(company.code(), "1", "10").posting();
        postings.post(operator, posting);
        factory.jdbc()
                .sql("update hub.delivery set state = ? where order_id = ?")
                .params(state, order)
                .update();

        assertRefused(postings.reverse(operator, new ReversalRequest(posting.id(), null, "x")), "NOT_SETTLED");
    }
}
