package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.Draft;
import io.esteira.support.FakeAlerts;
import io.esteira.support.Merging;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class PostingSightingTest extends PostingsOnDatabase {

    @Test
    void heldDeliveryIsMatchedOldestFirstWhenItsMovementAppears() {
        long order = factory.order(company, "csw", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());

        merging().merge(company, "csw", NOW, Merging.row("m1", "1", 10, "2026-03-02", "10.0", "0"));

        assertThat(factory.deliveries(order))
                .extracting(row -> row.get("state"))
                .containsExactly("DELIVERED", "HELD");
        assertThat(factory.deliveries(order).getFirst()).containsEntry("erp_key", "m1");
        assertThat(factory.postings(order))
                .hasSize(2)
                .extracting(row -> row.get("in_erp"))
                .containsExactly(true, false);
        assertThat((BigDecimal) factory.step(order, 10).get("good_in_erp")).isEqualByComparingTo("10");
        assertThat((BigDecimal) factory.step(order, 10).get("good_pending")).isEqualByComparingTo("10");
    }

    @Test
    void movementOfAnotherDayOrQuantityIsAFactOfItsOwn() {
        long order = factory.order(company, "csw", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());

        merging()
                .merge(
                        company,
                        "csw",
                        NOW,
                        Merging.row("m1", "1", 10, "2026-03-01", "10", "0"),
                        Merging.row("m2", "1", 10, "2026-03-02", "9", "0"));

        assertThat(factory.postings(order)).hasSize(3);
        assertThat(factory.deliveries(order))
                .extracting(row -> row.get("state"))
                .containsExactly("HELD");
    }

    @Test
    void postingSeenByItsReferenceClosesItsDeliveryAndCountsOnce() {
        long order = factory.order(company, "protheus", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());
        String reference = (String) factory.deliveries(order).getFirst().get("reference");

        merging()
                .merge(company, "protheus", NOW, Merging.row("s1", "1", 10, "2026-03-02", "10", "0", reference, false));
        merging()
                .merge(company, "protheus", NOW, Merging.row("s1", "1", 10, "2026-03-02", "10", "0", reference, false));

        assertThat(factory.postings(order)).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("in_erp", true));
        assertThat(factory.deliveries(order).getFirst()).containsEntry("state", "DELIVERED");
        assertThat((BigDecimal) factory.step(order, 10).get("good_in_erp")).isEqualByComparingTo("10");
        assertThat((BigDecimal) factory.step(order, 10).get("good_pending")).isEqualByComparingTo("0");
    }

    @Test
    void quantityThatTheErpHoldsInsteadCountsAndRaisesAnAlert() {
        long order = factory.order(company, "protheus", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());
        String reference = (String) factory.deliveries(order).getFirst().get("reference");
        FakeAlerts alerts = new FakeAlerts();

        merging(alerts)
                .merge(company, "protheus", NOW, Merging.row("s1", "1", 10, "2026-03-02", "8", "0", reference, false));

        assertThat((BigDecimal) factory.postings(order).getFirst().get("good")).isEqualByComparingTo("10");
        assertThat((BigDecimal) factory.step(order, 10).get("good_in_erp")).isEqualByComparingTo("8");
        assertThat(alerts.open()).singleElement().asString().startsWith("posting.differs " + reference);

        merging(alerts)
                .merge(
                        company,
                        "protheus",
                        NOW.plusSeconds(1),
                        Merging.row("s1", "1", 10, "2026-03-02", "10", "0", reference, false));
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void heldDeliveryWithScrapIsMatchedByAMovementThatTellsNoScrap() {
        long order = factory.order(company, "csw", "1", "100");
        postings.post(
                operator,
                Draft.of(company.code(), "1", "10")
                        .scrap("FURO", "2")
                        .rework("1")
                        .posting());

        merging().merge(company, "csw", NOW, Merging.row("m1", "1", 10, "2026-03-02", "10"));

        assertThat(factory.deliveries(order)).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("state", "DELIVERED")
                .containsEntry("erp_key", "m1"));
        assertThat(factory.postings(order)).hasSize(1);
        assertInErp(order, "10", "2", "1");
    }

    @Test
    void reworkThatTheErpCannotTellStaysAndRaisesNoAlert() {
        long order = factory.order(company, "protheus", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "10").rework("3").posting());
        String reference = (String) factory.deliveries(order).getFirst().get("reference");
        FakeAlerts alerts = new FakeAlerts();

        merging(alerts)
                .merge(company, "protheus", NOW, Merging.row("s1", "1", 10, "2026-03-02", "10", "0", reference, false));

        assertInErp(order, "10", "0", "3");
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void pushThatToldReworkIsNotForgottenWhenThePollCannotTellIt() {
        long order = factory.order(company, "protheus", "1", "100");
        PostingImport.Item item = item("s1", "1", 10, "5");
        postings.take(
                integration(),
                new PostingImport(
                        company.code(),
                        "protheus",
                        List.of(new PostingImport.Item(
                                item.key(),
                                item.orderNumber(),
                                null,
                                null,
                                item.sequence(),
                                item.postedOn(),
                                null,
                                null,
                                item.good(),
                                BigDecimal.ONE,
                                new BigDecimal("2"),
                                false,
                                null,
                                null,
                                null,
                                null,
                                false))));

        merging().merge(company, "protheus", NOW, Merging.row("s1", "1", 10, "2026-03-02", "5"));

        assertInErp(order, "5", "1", "2");
    }

    @Test
    void deliveredPostingWithoutKeyAndReferenceIsKnownByItsFactsAndCountsOnce() {
        long order = factory.order(company, "protheus", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());
        delivered(order, null);

        merging().merge(company, "protheus", NOW, Merging.row("s1", "1", 10, "2026-03-02", "10", "0"));
        merging().merge(company, "protheus", NOW.plusSeconds(1), Merging.row("s1", "1", 10, "2026-03-02", "10", "0"));

        assertThat(factory.postings(order)).hasSize(1);
        assertInErp(order, "10", "0", "0");
    }

    @Test
    void secondRowLikeADeliveredPostingWithoutKeyIsAFactOfItsOwn() {
        long order = factory.order(company, "protheus", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());
        delivered(order, null);

        merging()
                .merge(
                        company,
                        "protheus",
                        NOW,
                        Merging.row("s1", "1", 10, "2026-03-02", "10", "0"),
                        Merging.row("s2", "1", 10, "2026-03-02", "10", "0"));

        assertThat(factory.postings(order)).hasSize(2);
        assertInErp(order, "20", "0", "0");
    }

    @Test
    void rowReplacesTheKeyOfThePendingRowThatItCameFrom() {
        long order = factory.order(company, "protheus", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());
        String reference = (String) factory.deliveries(order).getFirst().get("reference");
        factory.jdbc()
                .sql("update hub.delivery set state = 'PENDING_IN_ERP', erp_key = '0000000816' where order_id = ?")
                .param(order)
                .update();

        merging()
                .merge(company, "protheus", NOW, Merging.row("s1", "1", 10, "2026-03-02", "10", "0", reference, false));

        assertThat(factory.deliveries(order).getFirst())
                .containsEntry("state", "DELIVERED")
                .containsEntry("erp_key", "s1");
    }

    @Test
    void rowClosesThePostingAndNotItsLosses() {
        long order = factory.order(company, "protheus", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());
        String reference = (String) factory.deliveries(order).getFirst().get("reference");
        factory.jdbc().sql("""
                        insert into hub.delivery (public_id, company_id, posting_id, order_id, step_id, kind, position, target, reference, loss_reason)
                        select gen_random_uuid(), company_id, posting_id, order_id, step_id, kind, 2, target, 'ZZZZZZZZZ', '01'
                        from hub.delivery where order_id = ?
                        """).param(order).update();
        factory.jdbc()
                .sql("update hub.delivery set state = 'UNCERTAIN' where order_id = ? and position = 1")
                .param(order)
                .update();

        for (int second = 0; second < 2; second++) {
            merging()
                    .merge(
                            company,
                            "protheus",
                            NOW.plusSeconds(second),
                            Merging.row("s1", "1", 10, "2026-03-02", "10", "0", reference, false));
        }

        assertThat(factory.deliveries(order))
                .extracting(row -> row.get("state"))
                .containsExactly("DELIVERED", "PENDING");
    }

    private void delivered(long order, @Nullable String key) {
        factory.jdbc()
                .sql("update hub.delivery set state = 'DELIVERED', erp_key = ?, ended_at = now() where order_id = ?")
                .param(key)
                .param(order)
                .update();
        factory.jdbc()
                .sql("update hub.posting set in_erp = true where order_id = ?")
                .param(order)
                .update();
        Objects.requireNonNull(new JdbcTemplate(database).execute((Connection connection) -> {
            new PostingTotals().recomputeOne(connection, order);
            return true;
        }));
    }

    private void assertInErp(long order, String good, String scrap, String rework) {
        Map<String, Object> step = factory.step(order, 10);
        assertThat((BigDecimal) step.get("good_in_erp")).isEqualByComparingTo(good);
        assertThat((BigDecimal) step.get("scrap_in_erp")).isEqualByComparingTo(scrap);
        assertThat((BigDecimal) step.get("rework_in_erp")).isEqualByComparingTo(rework);
    }
}
