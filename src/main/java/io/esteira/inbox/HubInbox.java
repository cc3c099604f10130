package io.esteira.inbox;

import io.esteira.adapter.Inbox;
import io.esteira.adapter.Issue;
import io.esteira.adapter.Page;
import io.esteira.adapter.SourceRecord;
import io.esteira.platform.Traces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Receives what no poll fetched: stored first, mapped after. */
@Component
class HubInbox implements Inbox {

    private final Streams streams;
    private final InboxStore store;
    private final BatchMapping batches;
    private final Quarantine quarantine;
    private final TransactionTemplate transaction;
    private final InboxMeters meters;
    private final Traces traces;

    HubInbox(
            Streams streams,
            InboxStore store,
            BatchMapping batches,
            Quarantine quarantine,
            TransactionTemplate transaction,
            InboxMeters meters,
            Traces traces) {
        this.streams = streams;
        this.store = store;
        this.batches = batches;
        this.quarantine = quarantine;
        this.transaction = transaction;
        this.meters = meters;
        this.traces = traces;
    }

    @Override
    public Receipt receive(Page page) {
        return traces.work("receive").call(() -> storeAndMap(page));
    }

    private Receipt storeAndMap(Page page) {
        int stored = 0;
        int quarantined = 0;
        for (Map.Entry<Stream, List<SourceRecord>> part :
                byStream(page.records()).entrySet()) {
            InboxStore.Stored kept =
                    store.store(part.getKey(), null, new Page(part.getValue(), null, page.inScope()), null);
            stored += kept.records().size();
            quarantined += batches.map(part.getKey(), kept);
        }
        return new Receipt(page.records().size(), stored, quarantined);
    }

    @Override
    public void quarantine(SourceRecord record, Issue issue) {
        Stream stream = streams.get(record.company(), record.source(), record.entity());
        transaction.executeWithoutResult(status -> quarantine.keepRaw(stream, record, issue));
        meters.refused(stream, 1);
    }

    private Map<Stream, List<SourceRecord>> byStream(List<SourceRecord> records) {
        return records.stream()
                .collect(Collectors.groupingBy(
                        record -> streams.get(record.company(), record.source(), record.entity()),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }
}
