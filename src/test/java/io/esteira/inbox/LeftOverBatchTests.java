package io.esteira.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.esteira.adapter.Page;
import io.esteira.platform.Alerts;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.support.TransactionTemplate;

/** Which batches are mapped again, and which are not. */
class LeftOverBatchTests extends ScriptedSource {

    @Autowired
    private InboxStore store;

    @Autowired
    private RecordMapping mapping;

    @Autowired
    private StoredRecords stored;

    @Autowired
    private BatchMapping batches;

    @Autowired
    private Alerts alerts;

    @Autowired
    private TransactionTemplate transaction;

    private InboxStore.Stored store(String key, String payload) {
        return store.store(stream(), null, Page.of(List.of(reader.record(key, payload))), null);
    }

    @Test
    void aMappedBatchIsNotLeftOverWhenASignalFails() {
        ChangeSignals failing = new ChangeSignals(List.of(() -> {
            throw new CannotAcquireLockException("the one who waits meets a deadlock");
        }));
        InboxStore.Stored batch = store("X1", ScriptedReader.phase("X1", "mapped"));

        new BatchMapping(
                        mapping,
                        stored,
                        alerts,
                        failing,
                        jdbc,
                        transaction,
                        new InboxMeters(new SimpleMeterRegistry()),
                        Traces.none())
                .map(stream(), batch);

        assertThat(live("X")).isOne();
        assertThat(alerts("MAPPING_FAILED")).isZero();
        assertThat(count("select attempts from hub.inbox_batch where id = ?", Objects.requireNonNull(batch.batchId())))
                .isZero();
    }

    @Test
    void aBatchThatAnotherHasMappedIsNotMappedAgain() {
        InboxStore.Stored batch = store("Y1", "{\"codfase\":\"Y1\",\"nome\":\"\"}");
        batches.map(stream(), batch);

        batches.map(stream(), batch);
        batches.mapAgain(stream(), Objects.requireNonNull(batch.batchId()));

        assertThat(count("select attempts from hub.quarantine where source_key = 'Y1'"))
                .isOne();
    }

    @Test
    void anAlertEndsWhenNoBatchOfItsStreamIsLeftOver() {
        alerts.raise(
                stream().company().id(),
                "MAPPING_FAILED",
                stream().toString(),
                new Alerts.Words("a node died before it could end this", "um nó morreu antes de encerrar isto"));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(alerts("MAPPING_FAILED")).isZero());
    }
}
