package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.outbox.Answer;
import io.esteira.outbox.ReversalRequest;
import io.esteira.support.Draft;
import io.esteira.support.Merging;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    @CsvSource({"SENDING,", "UNCERTAIN,", "PENDING_IN_ERP,", "HELD, SEVERAL_IN_ERP", "HELD, KNOWN_IN_ERP"})
    void postingThatTheErpMayHaveIsNotReversed(String state, @Nullable String reason) {
        assertRefused(reversed(state, reason), "NOT_SETTLED");
    }

    @ParameterizedTest
    @CsvSource({"RETRYING, BLOCKED", "REJECTED, A680OPER", "HELD, BY_HAND", "CANCELLED,"})
    void postingThatTheErpSurelyHasNotIsReversedAtOnce(String state, @Nullable String reason) {
        assertThat(reversed(state, reason)).isInstanceOf(Answer.Done.class);
    }

    /** The answer to the reversal of a posting whose delivery is in that state. */
    private Answer reversed(String state, @Nullable String reason) {
        long order = factory.order(company, "protheus", "1", "100");
        NewPosting posting = Draft.of(company.code(), "1", "10").posting();
        postings.post(operator, posting);
        factory.jdbc()
                .sql("update hub.delivery set state = ?, reason_code = ? where order_id = ?")
                .param(1, state)
                .param(2, reason, Types.VARCHAR)
                .param(3, order)
                .update();
        return postings.reverse(operator, new ReversalRequest(posting.id(), null, "x"));
    }
}
