package io.esteira.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.ItemChange;
import io.esteira.adapter.canonical.OrderChange;
import io.esteira.adapter.canonical.OrderChange.Status;
import io.esteira.adapter.canonical.OrderExcerptChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.canonical.CanonicalWriter;
import io.esteira.canonical.MergeBatch;
import io.esteira.platform.Companies;
import io.esteira.support.HubTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What a source tells of an order in part leaves the rest as it is known. */
class OrderExcerptsTests extends HubTest {

    private static final String SOURCE = "excerpts-test";
    private static final Ref ITEM = new Ref("excerpts-item");
    private static final String ASSUMED = "99";
    private static final LocalDate START = LocalDate.parse("2026-03-01");

    @Autowired
    private CanonicalWriter writer;

    @Autowired
    private Companies companies;

    @Autowired
    private TransactionTemplate transaction;

    private long inboxId;

    @BeforeEach
    void item() {
        write(new ItemChange(ITEM, ITEM.key(), "an item", ItemChange.Kind.PRODUCT, null, null, null, null, true));
    }

    private void write(CanonicalChange... changes) {
        List<MergeBatch.Entry> entries = Arrays.stream(changes)
                .map(change -> new MergeBatch.Entry(++inboxId, Instant.now(), false, change))
                .toList();
        transaction.executeWithoutResult(status -> assertThat(writer.write(companies.get("LATICINIO"), SOURCE, entries))
                .isEmpty());
    }

    private static OrderChange whole(String number, Status status) {
        return new OrderChange(
                new Ref(number),
                number,
                ITEM,
                status,
                "F/N",
                new BigDecimal("100"),
                "KG",
                null,
                null,
                "I",
                "500",
                "01",
                null,
                LocalDate.parse("2026-02-20"),
                START,
                LocalDate.parse("2026-03-10"),
                null,
                true);
    }

    private static OrderExcerptChange excerpt(
            String number, @Nullable Status status, @Nullable String code, boolean complete, String quantity) {
        return new OrderExcerptChange(
                new Ref(number),
                number,
                ITEM,
                status,
                code,
                complete,
                new BigDecimal(quantity),
                null,
                null,
                ASSUMED,
                null,
                LocalDate.parse("2026-04-10"));
    }

    private Map<String, @Nullable Object> row(String number) {
        return jdbc.sql("select * from hub.production_order where number = ?")
                .param(number)
                .query()
                .singleRow();
    }

    @Test
    void whatIsNotToldStaysAsItIsKnown() {
        // given
        write(whole("EX0000101001", Status.SUSPENDED));

        // when
        write(excerpt("EX0000101001", null, null, false, "120"));

        // then
        assertThat(row("EX0000101001"))
                .containsEntry("reported_status", "SUSPENDED")
                .containsEntry("source_status", "F/N")
                .containsEntry("unit", "KG")
                .containsEntry("type", "I")
                .containsEntry("priority", "500")
                .containsEntry("routing", "01")
                .containsEntry("opened_on", java.sql.Date.valueOf("2026-02-20"))
                .containsEntry("planned_start", java.sql.Date.valueOf(START))
                .containsEntry("planned_end", java.sql.Date.valueOf("2026-04-10"))
                .containsEntry("posting_blocked", true)
                .containsEntry("reported_quantity", new BigDecimal("120"));
    }

    @Test
    void ofANewOrderWhatIsNotToldIsUnknownAndItCountsAsReleased() {
        // when
        write(excerpt("EX0000201001", null, null, false, "5"));

        // then
        assertThat(row("EX0000201001"))
                .containsEntry("status", "RELEASED")
                .containsEntry("reported_status", "RELEASED")
                .containsEntry("source_status", "")
                .containsEntry("posting_blocked", false)
                .containsEntry("unit", null)
                .containsEntry("priority", null)
                .containsEntry("routing", ASSUMED);
    }

    @Test
    void anOrderThatIsCompleteCountsAsClosedUntilItIsNotAnyMore() {
        // given
        write(excerpt("EX0000301001", null, null, true, "5"));
        Object complete = row("EX0000301001").get("status");

        // when
        write(excerpt("EX0000301001", null, null, false, "9"));

        // then
        assertThat(complete).isEqualTo("CLOSED");
        assertThat(row("EX0000301001")).containsEntry("status", "RELEASED").containsEntry("source_status", "");
    }

    @Test
    void anOrderThatASourceClosedStaysClosedThoughItIsNotComplete() {
        // given
        write(whole("EX0000401001", Status.CLOSED));

        // when
        write(excerpt("EX0000401001", null, null, false, "100"));

        // then
        assertThat(row("EX0000401001")).containsEntry("status", "CLOSED");
    }

    @Test
    void aStatusThatIsToldReplacesTheOldOne() {
        // given
        write(whole("EX0000501001", Status.RELEASED));

        // when
        write(excerpt("EX0000501001", Status.CLOSED, "5/1", false, "100"));

        // then
        assertThat(row("EX0000501001"))
                .containsEntry("status", "CLOSED")
                .containsEntry("reported_status", "CLOSED")
                .containsEntry("source_status", "5/1");
    }

    @Test
    void theSameExcerptTwiceChangesNothing() {
        // given
        write(whole("EX0000601001", Status.RELEASED));
        write(excerpt("EX0000601001", null, null, true, "100"));
        long before = changes("EX0000601001");

        // when
        write(excerpt("EX0000601001", null, null, true, "100"));

        // then
        assertThat(changes("EX0000601001")).isEqualTo(before);
    }

    private long changes(String number) {
        return jdbc.sql("""
                        select count(*) from hub.change_log l join hub.production_order o on o.id = l.row_id
                         where l.entity = 'production_order' and o.number = ?""").param(number).query(Long.class).single();
    }
}
