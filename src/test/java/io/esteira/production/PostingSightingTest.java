package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.support.Draft;
import io.esteira.support.FakeAlerts;
import io.esteira.support.Merging;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

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

        new Merging(database, new PostingMerger(alerts), new PostingTotals())
                .merge(company, "protheus", NOW, Merging.row("s1", "1", 10, "2026-03-02", "8", "0", reference, false));

        assertThat((BigDecimal) factory.postings(order).getFirst().get("good")).isEqualByComparingTo("10");
        assertThat((BigDecimal) factory.step(order, 10).get("good_in_erp")).isEqualByComparingTo("8");
        assertThat(alerts.open()).singleElement().asString().startsWith("posting.differs " + reference);
    }

    @Test
    void secondErpRowOfOneReferenceCountsAndRaisesAnAlert() {
        long order = factory.order(company, "protheus", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());
        String reference = (String) factory.deliveries(order).getFirst().get("reference");
        FakeAlerts alerts = new FakeAlerts();

        new Merging(database, new PostingMerger(alerts), new PostingTotals())
                .merge(
                        company,
                        "protheus",
                        NOW,
                        Merging.row("s1", "1", 10, "2026-03-02", "10", "0", reference, false),
                        Merging.row("s2", "1", 10, "2026-03-02", "10", "0", reference, false));

        assertThat((BigDecimal) factory.step(order, 10).get("good_in_erp")).isEqualByComparingTo("20");
        assertThat(alerts.open()).singleElement().asString().startsWith("posting.doubled " + reference);
    }
}
