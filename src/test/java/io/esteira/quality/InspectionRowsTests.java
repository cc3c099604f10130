package io.esteira.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.InspectionChange;
import io.esteira.adapter.canonical.InspectionChange.Status;
import io.esteira.adapter.canonical.InspectionChange.Verdict;
import io.esteira.adapter.canonical.ItemChange;
import io.esteira.adapter.canonical.OrderChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.canonical.CanonicalWriter;
import io.esteira.canonical.MergeBatch;
import io.esteira.platform.Companies;
import io.esteira.support.HubTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Inspections wait for the order and the item that they name, and keep what was decided. */
class InspectionRowsTests extends HubTest {

    private static final String SOURCE = "inspections-test";
    private static final Ref ITEM = new Ref("inspected-item");
    private static final Ref ORDER = new Ref("IR0000101001");

    @Autowired
    private CanonicalWriter writer;

    @Autowired
    private Companies companies;

    @Autowired
    private TransactionTemplate transaction;

    private Map<Long, MergeBatch.Refusal> write(CanonicalChange change) {
        return Objects.requireNonNull(transaction.execute(status -> writer.write(
                companies.get("LATICINIO"), SOURCE, List.of(new MergeBatch.Entry(1, Instant.now(), false, change)))));
    }

    private static InspectionChange inspection(
            @Nullable Ref order, Status status, String letter, @Nullable Verdict verdict) {
        return new InspectionChange(
                new Ref("QPK/990001/10"),
                order,
                ITEM,
                "10",
                "Pasteurização",
                null,
                "L1",
                null,
                new BigDecimal("12.5"),
                "KG",
                null,
                null,
                "00",
                status,
                letter,
                verdict,
                verdict == null ? null : letter,
                null);
    }

    @Test
    void itWaitsForItemAndOrderAndIsOneRowWhateverIsDecided() {
        // given
        assertThat(write(inspection(ORDER, Status.NOT_STARTED, "N", null)).values())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.waitsFor()).isIn("item", "production_order"));
        write(new ItemChange(ITEM, ITEM.key(), "an item", ItemChange.Kind.PRODUCT, null, null, null, null, true));
        assertThat(write(inspection(ORDER, Status.NOT_STARTED, "N", null)).values())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.waitsFor()).isEqualTo("production_order");
                    assertThat(refusal.waitsKey()).isEqualTo(ORDER.key());
                });
        write(order());

        // when
        assertThat(write(inspection(ORDER, Status.NOT_STARTED, "N", null))).isEmpty();
        assertThat(write(inspection(ORDER, Status.OTHER, "U", Verdict.OTHER))).isEmpty();

        // then
        Map<String, @Nullable Object> row = jdbc.sql("select * from hub.inspection where source_key = 'QPK/990001/10'")
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("status", "OTHER")
                .containsEntry("source_status", "U")
                .containsEntry("verdict", "OTHER")
                .containsEntry("source_verdict", "U");
        assertThat(count(
                        "select count(*) from hub.change_log where entity = 'inspection' and row_id = ?",
                        Objects.requireNonNull(row.get("id"))))
                .isEqualTo(2);
    }

    private static OrderChange order() {
        return new OrderChange(
                ORDER,
                ORDER.key(),
                ITEM,
                OrderChange.Status.RELEASED,
                "F/N",
                BigDecimal.TEN,
                "KG",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false);
    }
}
