package io.esteira.adapter.protheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.Watermark;
import io.esteira.adapter.canonical.OrderChange;
import io.esteira.adapter.canonical.OrderChange.Status;
import io.esteira.adapter.canonical.PostingChange;
import io.esteira.adapter.testkit.FakePolling;
import io.esteira.adapter.testkit.MutableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the readers see of changes between two snapshots. */
class ProtheusIncrementalTests {

    private static final Duration CADENCE = Duration.ofMinutes(1);

    private final FakeProtheus protheus = new FakeProtheus();
    private final MutableClock clock = new MutableClock("2026-03-10T12:00:00Z");
    private final FakePolling hub = new FakePolling(ProtheusSamplesTests.mappers(), clock);

    @AfterEach
    void stop() {
        protheus.close();
    }

    private SourceReader orders() {
        ProtheusConnection connection = protheus.connection(clock);
        return new OrderTableReader(Set.of(), connection);
    }

    private SourceReader postings(String... properties) {
        ProtheusConnection connection = protheus.connection(clock, properties);
        return Sh6Reader.postings(Set.of(), company -> Table.SH6, connection);
    }

    @Test
    void aPostingIsKnownByTheReferenceInAFieldOfTheSitesOwn() {
        Table withField = Table.SH6.requiring(List.of("H6_XREF"));
        ProtheusConnection connection = protheus.connection(clock);
        long row = protheus.posting("00012301001", "10", 5, "20260308", "nota");
        protheus.change("SH6", row, "H6_XREF", "#7K2M9QX4D");
        FakePolling own = new FakePolling(
                List.of(new ProtheusPostingMapper(
                        Map.of(FakeProtheus.COMPANY, ZoneId.of("America/Sao_Paulo")), company -> "H6_XREF")),
                clock);

        own.poll(Sh6Reader.postings(Set.of(), company -> withField, connection));

        assertThat(own.changes(PostingChange.class)).singleElement().satisfies(posting -> {
            assertThat(posting.reference()).isEqualTo("7K2M9QX4D");
            assertThat(posting.note()).isEqualTo("nota");
        });
    }

    @Test
    void theFirstReadingBringsEndedOrdersToo() {
        protheus.order("00012301001", "QJ0001", 10, "        ");
        protheus.order("00012401001", "QJ0001", 10, "20240131");

        hub.poll(orders());

        assertThat(hub.changes(OrderChange.class))
                .extracting(OrderChange::number)
                .containsExactlyInAnyOrder("00012301001", "00012401001");
    }

    @Test
    void anOrderThatLeavesTheOpenSetIsClosedAndNotDeleted() {
        SourceReader orders = orders();
        long order = protheus.order("00012301001", "QJ0001", 10, "        ");
        protheus.order("00012501001", "QJ0001", 10, "        ");
        hub.poll(orders);

        protheus.change("SC2", order, "C2_DATRF", "20250101");
        for (int run = 0; run < 3; run++) {
            clock.pass(CADENCE);
            hub.poll(orders);
        }

        assertThat(hub.changes(OrderChange.class))
                .extracting(OrderChange::status)
                .containsExactlyInAnyOrder(Status.CLOSED, Status.RELEASED);
        assertThat(hub.deleted()).isEmpty();
    }

    @Test
    void theEndOfAnOrderThatIsCorrectedLaterIsReadAgain() {
        SourceReader orders = orders();
        long order = protheus.order("00012301001", "QJ0001", 10, "20260308");
        hub.poll(orders);

        protheus.change("SC2", order, "C2_QUANT", 12);
        clock.pass(CADENCE);
        hub.poll(orders);

        assertThat(hub.changes(OrderChange.class))
                .extracting(OrderChange::quantity)
                .containsExactly(new BigDecimal("12"));
    }

    @Test
    void aLaterRunReadsOnlyWhatIsOpenOrEndedLately() {
        SourceReader orders = orders();
        protheus.order("00012301001", "QJ0001", 10, "        ");
        for (int i = 0; i < 10; i++) {
            protheus.order("00020" + i + "01001", "QJ0001", 10, "20240131");
        }
        hub.poll(orders);
        int before = protheus.server.getAllServeEvents().size();

        clock.pass(CADENCE);
        hub.poll(orders);

        assertThat(protheus.server.getAllServeEvents()).hasSize(before + 2);
    }

    @Test
    void anOrderThatIsGoneIsDeletedAfterTwoRunsAndAPointRead() {
        SourceReader orders = orders();
        long order = protheus.order("00012301001", "QJ0001", 10, "        ");
        protheus.order("00012401001", "QJ0001", 10, "        ");
        hub.poll(orders);

        protheus.change("SC2", order, "D_E_L_E_T_", "*");
        clock.pass(CADENCE);
        hub.poll(orders);
        assertThat(hub.deleted()).isEmpty();
        clock.pass(CADENCE);
        hub.poll(orders);

        assertThat(hub.deleted())
                .containsExactly(new FakePolling.Key("protheus", "LATICINIO", "orders", "00012301001"));
    }

    @Test
    void aReversalIsSeenByItsTimeStampHoweverOldThePosting() {
        SourceReader postings = postings();
        long old = protheus.posting("00012301001", "10", 5, "20240105", "");
        protheus.change("SH6", old, "S_T_A_M_P_", "2024-01-05 12:00:00.000");
        hub.poll(postings);

        protheus.change("SH6", old, "D_E_L_E_T_", "*");
        protheus.change("SH6", old, "S_T_A_M_P_", "2026-03-10 12:00:30.000");
        clock.pass(CADENCE);
        hub.poll(postings);

        assertThat(hub.changes(PostingChange.class))
                .extracting(PostingChange::reversed)
                .containsExactly(true);
        assertThat(hub.stored("postings").getFirst().sourceVersion()).isEqualTo("2026-03-10 12:00:30.000");
    }

    /** No row has a stamp yet, and the first comes from a clock that is right. */
    @Test
    void aHubWhoseClockRunsAheadMissesNoReversal() {
        SourceReader postings = postings("row-stamp", "ON");
        long old = protheus.posting("00012301001", "10", 5, "20240105", "");
        protheus.change("SH6", old, "S_T_A_M_P_", "");
        hub.poll(postings);
        clock.pass(CADENCE);
        hub.poll(postings);

        protheus.change("SH6", old, "D_E_L_E_T_", "*");
        protheus.change("SH6", old, "S_T_A_M_P_", "2026-03-10 10:00:30.000");
        clock.pass(CADENCE);
        hub.poll(postings);

        assertThat(hub.changes(PostingChange.class))
                .extracting(PostingChange::reversed)
                .containsExactly(true);
    }

    @Test
    void aMarkFromClocksThatRanAheadIsNoLaterThanNow() {
        SourceReader postings = postings("row-stamp", "ON");
        long old = protheus.posting("00012301001", "10", 5, "20240105", "");
        protheus.change("SH6", old, "S_T_A_M_P_", "2026-03-10 12:00:00.000");
        hub.poll(postings);

        clock.pass(Duration.ofHours(-2));
        protheus.change("SH6", old, "D_E_L_E_T_", "*");
        protheus.change("SH6", old, "S_T_A_M_P_", "2026-03-10 10:00:30.000");
        clock.pass(CADENCE);
        var mark = new Watermark(old + ";2026-03-10T12:00:00Z;true");
        var page = postings.read(new ReadRequest(FakeProtheus.COMPANY, ReadMode.INCREMENTAL, mark))
                .next();

        assertThat(page.records()).hasSize(1);
        assertThat(page.watermark()).isEqualTo(new Watermark(old + ";2026-03-10T10:01:00Z;true"));
    }

    @Test
    void aRowThatWasCommittedLateIsCaughtByTheOverlap() {
        SourceReader postings = postings();
        long seen = protheus.posting("00012301001", "10", 5, "20260310", "");
        long late = protheus.posting("00012301001", "10", 6, "20260310", "");
        protheus.posting("00012301001", "10", 7, "20260310", "");
        var row = protheus.rows("SH6").remove(1);
        protheus.change("SH6", seen, "S_T_A_M_P_", "2026-03-10 11:59:00.000");
        protheus.change("SH6", late + 1, "S_T_A_M_P_", "2026-03-10 11:59:30.000");
        hub.poll(postings);

        row.put("S_T_A_M_P_", "2026-03-10 11:52:00.000");
        protheus.rows("SH6").add(row);
        clock.pass(CADENCE);
        hub.poll(postings);

        assertThat(hub.stored("postings")).hasSize(3);
    }

    @Test
    void withoutTimeStampsNewRowsComeByTheirNumberAndLateReversalsByTheirDay() {
        SourceReader postings = postings();
        long recent = protheus.posting("00012301001", "10", 5, "20260308", "");
        hub.poll(postings);

        protheus.change("SH6", recent, "D_E_L_E_T_", "*");
        protheus.posting("00012301001", "20", 9, "20250101", "");
        clock.pass(CADENCE);
        hub.poll(postings);

        assertThat(hub.changes(PostingChange.class))
                .extracting(PostingChange::reversed)
                .containsExactly(true, false);
    }

    @Test
    void aRunWithoutChangesReadsOnlyTheOverlap() {
        SourceReader postings = postings("row-stamp", "ON");
        for (int i = 0; i < 6; i++) {
            long recno = protheus.posting("00012301001", "10", i, "20260101", "");
            protheus.change("SH6", recno, "S_T_A_M_P_", "2026-01-01 12:00:0" + i);
        }
        long last = protheus.posting("00012301001", "10", 9, "20260310", "");
        protheus.change("SH6", last, "S_T_A_M_P_", "2026-03-10 11:00:00");
        hub.poll(postings);
        int before = protheus.server.getAllServeEvents().size();

        clock.pass(CADENCE);
        hub.poll(postings);

        assertThat(protheus.server.getAllServeEvents()).hasSize(before + 1);
    }

    @Test
    void aFirstReadingThatWasCutGoesOnWhereItStopped() {
        SourceReader postings = postings();
        for (int i = 0; i < 5; i++) {
            protheus.posting("00012301001", "10", i, "20260301", "");
        }
        var request = new ReadRequest("LATICINIO", ReadMode.INCREMENTAL, null);
        var first = postings.read(request).next();

        var rest = postings.read(new ReadRequest("LATICINIO", ReadMode.INCREMENTAL, first.watermark()));

        assertThat(rest.next().records()).extracting(SourceRecord::sourceKey).containsExactly("3", "4");
    }

    @Test
    void stopsOfMachinesAreNoPostings() {
        SourceReader postings = postings();
        long stop = protheus.posting("00012301001", "10", 0, "20260308", "");
        protheus.change("SH6", stop, "H6_TIPO", "I");

        hub.poll(postings);

        assertThat(hub.stored("postings")).isEmpty();
    }
}
