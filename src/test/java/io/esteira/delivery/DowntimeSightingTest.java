package io.esteira.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.canonical.DowntimeChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.adapter.delivery.DeliveryTarget.Capability;
import io.esteira.downtime.DowntimeLedger;
import io.esteira.outbox.ReversalRequest;
import io.esteira.platform.PublicIds;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stops as they are read of an ERP: one fact is one row. */
class DowntimeSightingTest extends DowntimesOnDatabase {

    private UUID ofErp(String key) {
        return PublicIds.of(company.code(), "downtime", "protheus", key);
    }

    @Test
    void stopOfTheErpBecomesOneRowHoweverOftenItIsRead() {
        // when
        poll(seen("7", "CEL01", TEN, HALF_PAST, null, false));
        poll(NOW.plusSeconds(60), seen("7", "CEL01", TEN, HALF_PAST, null, false));

        // then
        assertThat(count()).isOne();
        assertThat(look(ofErp("7"))).isEqualTo("ACCEPTED in ERP 7");
        assertThat(row(ofErp("7")))
                .containsEntry("machine", "CEL01")
                .containsEntry("machine_source", "protheus")
                .containsEntry("origin", "ERP");
    }

    @Test
    void machineThatIsMappedIsTheOneThatCounts() {
        // given
        factory.jdbc().sql("""
                        insert into hub.code_mapping (company_id, kind, from_source, from_code, to_source, to_code, created_at, created_by,
                          updated_at, updated_by)
                        values (?, 'EQUIPMENT', 'mqtt', '01', 'protheus', 'CEL01', now(), 'it', now(), 'it')""").param(company.id()).update();

        // when
        poll(seen("7", "CEL01", TEN, HALF_PAST, null, false));

        // then
        assertThat(row(ofErp("7"))).containsEntry("machine", "01").containsEntry("machine_source", "mqtt");
    }

    @Test
    void machineThatTheErpAndACounterCallAlikeIsOne() {
        // when
        poll(seen("7", "01", TEN, HALF_PAST, null, false));

        // then
        assertThat(row(ofErp("7"))).containsEntry("machine", "01").containsEntry("machine_source", "mqtt");
    }

    @Test
    void correctionAtTheErpReplacesWhatWasKnown() {
        // given
        poll(seen("7", "CEL01", TEN, HALF_PAST, null, false));

        // when
        poll(NOW.plusSeconds(60), seen("7", "CEL02", TEN, HALF_PAST.plusSeconds(60), null, false));

        // then
        assertThat(row(ofErp("7"))).containsEntry("machine", "CEL02");
        assertThat(count()).isOne();
    }

    @Test
    void whatTheErpReversesIsReversedAndComesBackWhenItIsThereAgain() {
        // given
        poll(seen("7", "CEL01", TEN, HALF_PAST, null, false));

        // when
        poll(NOW.plusSeconds(60), seen("7", "CEL01", TEN, HALF_PAST, null, true));

        // then
        assertThat(look(ofErp("7"))).isEqualTo("REVERSED 7");
        poll(NOW.plusSeconds(120), seen("7", "CEL01", TEN, HALF_PAST, null, false));
        assertThat(look(ofErp("7"))).isEqualTo("ACCEPTED in ERP 7");
    }

    @Test
    void ownStopComesBackByItsReferenceAndIsNotDoubled() {
        // given
        UUID stop = reportUntil("DELIVERED");

        // when
        poll(seen("S1", "01", TEN, HALF_PAST, reference(stop), false));

        // then
        assertThat(count()).isOne();
        assertThat(look(stop)).isEqualTo("ACCEPTED in ERP S1");
    }

    @Test
    void ownStopComesBackByTheKeyThatWasAnswered() {
        // given
        UUID stop = reportUntil("DELIVERED");

        // when
        poll(seen("S1", "ELSE", TEN, HALF_PAST.plusSeconds(60), null, false));

        // then
        assertThat(count()).isOne();
        assertThat(look(stop)).isEqualTo("ACCEPTED in ERP S1");
    }

    @ParameterizedTest
    @CsvSource({"S1, false", "S9, true"})
    void ownStopThatComesBackOnAnotherMachineIsHeldToo(String key, boolean referred) throws Exception {
        // given
        UUID stop = reportUntil("DELIVERED");
        String reference = referred ? reference(stop) : null;
        CompletableFuture<Void> polled;

        // when
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            hub.get(DowntimeLedger.class)
                    .hold(other, (Long) Objects.requireNonNull(row(stop).get("equipment_id")));
            polled = CompletableFuture.runAsync(
                    () -> poll(seen(key, "ELSE", TEN, HALF_PAST.plusSeconds(60), reference, false)));
            await().until(() -> polled.isDone() || someoneWaits());

            // then
            assertThat(polled).isNotDone();
            other.rollback();
        }
        polled.get(60, TimeUnit.SECONDS);
        assertThat(look(stop)).isEqualTo("ACCEPTED in ERP " + key);
    }

    private boolean someoneWaits() {
        return factory.jdbc()
                .sql(
                        "select exists (select 1 from pg_stat_activity where wait_event = 'advisory' and datname = current_database())")
                .query(Boolean.class)
                .single();
    }

    @Test
    void stopThatAPersonEnteredInTheErpEndsTheHeldDelivery() {
        // given
        erp.stops.capability = new Capability.Held("Enter it.", "Lance.");
        machine("protheus", "CEL09");
        UUID stop = report(stop("CEL09", TEN.plusSeconds(17), HALF_PAST.plusSeconds(42)));
        assertThat(deliveries(stop)).containsExactly("DOWNTIME HELD");

        // when
        poll(seen("33", "CEL09", TEN, HALF_PAST, null, false));

        // then
        assertThat(count()).isOne();
        assertThat(deliveries(stop)).containsExactly("DOWNTIME DELIVERED");
        assertThat(look(stop)).isEqualTo("ACCEPTED in ERP 33");
    }

    @Test
    void rowThatWasReadBeforeItsDeliveryWasSettledBecomesTheHubsOwn() {
        // given
        machine("protheus", "CEL09");
        erp.stops.then(erp.stops::executeAndCut);
        UUID stop = report(stop("CEL09", TEN, HALF_PAST));
        poll(seen("S1", "CEL09", TEN, HALF_PAST.plusSeconds(60), null, false));
        assertThat(count()).isEqualTo(2);

        // when
        startWorker();

        // then
        awaitDeliveries(stop, "DOWNTIME DELIVERED");
        assertThat(count()).isOne();
        assertThat(look(stop)).isEqualTo("ACCEPTED in ERP S1");
    }

    @Test
    void secondRowOfOneReferenceIsAFactOfItsOwn() {
        // given
        UUID stop = reportUntil("DELIVERED");

        // when
        poll(
                seen("S1", "01", TEN, HALF_PAST, reference(stop), false),
                seen("S2", "01", TEN, HALF_PAST, reference(stop), false));

        // then
        assertThat(count()).isEqualTo(2);
        assertThat(look(stop)).isEqualTo("ACCEPTED in ERP S1");
    }

    @Test
    void reversalSeenAtTheErpEndsTheHeldReversal() {
        // given
        erp.stops.reversing = new Capability.Held("Reverse it.", "Estorne.");
        UUID stop = reportUntil("DELIVERED");
        poll(seen("S1", "01", TEN, HALF_PAST, reference(stop), false));
        downtimes.reverse(operator, new ReversalRequest(stop, null, "wrong"));

        // when
        poll(NOW.plusSeconds(60), seen("S1", "01", TEN, HALF_PAST, reference(stop), true));

        // then
        assertThat(deliveries(stop)).containsExactly("DOWNTIME DELIVERED", "REVERSAL DELIVERED");
        assertThat(look(stop)).isEqualTo("REVERSED S1");
    }

    @Test
    void stopOfTheErpCanBeReversedFromHere() {
        // given
        poll(seen("7", "CEL01", TEN, HALF_PAST, null, false));
        startWorker();

        // when
        downtimes.reverse(operator, new ReversalRequest(ofErp("7"), null, "wrong"));

        // then
        awaitDeliveries(ofErp("7"), "REVERSAL DELIVERED");
        assertThat(erp.stops.reversals).singleElement().satisfies(row -> {
            assertThat(row.stop().reverses()).isNotNull();
            assertThat(row.stop().equipment()).isEqualTo("CEL01");
        });
    }

    @Test
    void stopOnAnOrderThatWasNotReadWaitsForItAndTheOthersDoNot() {
        // given
        DowntimeChange waits = new DowntimeChange(
                new Ref("8"), "CEL01", "02", null, TEN, HALF_PAST, new Ref("nowhere"), null, null, null, null, false);

        // when
        poll(waits, seen("9", "CEL02", TEN, HALF_PAST, null, false));

        // then
        assertThat(factory.jdbc()
                        .sql("select g.key from hub.downtime_sighting g where g.company_id = ?")
                        .param(company.id())
                        .query(String.class)
                        .list())
                .isEqualTo(List.of("9"));
    }
}
