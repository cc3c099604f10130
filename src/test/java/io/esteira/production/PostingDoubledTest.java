package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.canonical.PostingChange;
import io.esteira.support.Draft;
import io.esteira.support.FakeAlerts;
import io.esteira.support.Merging;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ERP holds a posting of the hub more than once. */
class PostingDoubledTest extends PostingsOnDatabase {

    @Test
    void secondErpRowOfOneReferenceCountsAndRaisesAnAlert() {
        long order = factory.order(company, "protheus", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());
        String reference = (String) factory.deliveries(order).getFirst().get("reference");
        FakeAlerts alerts = new FakeAlerts();

        merging(alerts)
                .merge(
                        company,
                        "protheus",
                        NOW,
                        Merging.row("s1", "1", 10, "2026-03-02", "10", "0", reference, false),
                        Merging.row("s2", "1", 10, "2026-03-02", "10", "0", reference, false));

        assertThat((BigDecimal) factory.step(order, 10).get("good_in_erp")).isEqualByComparingTo("20");
        assertThat(alerts.open()).singleElement().asString().startsWith("posting.doubled " + reference);

        merging(alerts)
                .merge(
                        company,
                        "protheus",
                        NOW.plusSeconds(1),
                        Merging.row("s2", "1", 10, "2026-03-02", "10", "0", reference, true));
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void secondErpRowOfOneReferenceIsNotTakenForAnotherPostingThatWaits() {
        long order = factory.order(company, "csw", "1", "100");
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());
        String reference = (String) factory.deliveries(order).getFirst().get("reference");
        FakeAlerts alerts = new FakeAlerts();

        merging(alerts)
                .merge(
                        company,
                        "csw",
                        NOW,
                        Merging.row("s1", "1", 10, "2026-03-02", "10", "0", reference, false),
                        Merging.row("s2", "1", 10, "2026-03-02", "10", "0", reference, false));

        assertThat(factory.deliveries(order))
                .extracting(row -> row.get("state"))
                .containsExactly("DELIVERED", "HELD");
        assertThat(alerts.open()).singleElement().asString().startsWith("posting.doubled " + reference + " s2");
    }

    @Test
    void eachErpRowTooManyRaisesAnAlertHoweverManyOneMergeBrings() {
        long order = factory.order(company, "protheus", "1", "1000");
        postings.post(operator, Draft.of(company.code(), "1", "10").posting());
        String reference = (String) factory.deliveries(order).getFirst().get("reference");
        FakeAlerts alerts = new FakeAlerts();

        merging(alerts)
                .merge(
                        company,
                        "protheus",
                        NOW,
                        IntStream.rangeClosed(0, 25)
                                .mapToObj(n -> Merging.row("s" + n, "1", 10, "2026-03-02", "10", "0", reference, false))
                                .toArray(PostingChange[]::new));

        assertThat(alerts.open()).hasSize(25);
    }
}
