package io.esteira.inbox;

import io.esteira.jobs.Work;
import io.esteira.platform.ChangeSignals;
import io.esteira.platform.DatabaseAway;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Maps many records of the quarantine again: part by part, each in a transaction of its own and in turn with what else maps its stream.
 * Where it stops, what it has done stays; begun again, it finds the rest.
 */
@Component
class QuarantineReplay {

    private static final Logger log = LoggerFactory.getLogger(QuarantineReplay.class);

    /** What is read meanwhile waits no longer for its turn than a part takes, about half a second; by 1,000 all take 1.4 times as long. */
    static final int AT_ONCE = 5_000;

    /** How many entries there are, and how many of them can be replayed; the others are messages that no record holds. */
    record Count(long matching, long replayable) {}

    private record Held(short streamId, long recordId) {}

    private record Part(Stream stream, List<Long> ids) {}

    private static final String COUNT = """
            select count(*) as matching, count(*) filter (where q.inbox_id is not null or q.waits_for is not null) as replayable
              from hub.quarantine q where %s
            """.formatted(QuarantineSelection.CONDITION);

    private static final String RECORDS = """
            select r.stream_id, r.id as record_id
              from hub.quarantine q join hub.inbox_record r on r.id = q.inbox_id
             where %s order by r.id
            """.formatted(QuarantineSelection.CONDITION);

    private static final String CODES = """
            select count(*) from hub.quarantine q where q.inbox_id is null and q.waits_for is not null and %s
            """.formatted(QuarantineSelection.CONDITION);

    private static final String STILL_HELD =
            "select inbox_id from hub.quarantine where inbox_id = any(?) and state in ('OPEN', 'WAITING')";

    private final JdbcClient jdbc;
    private final Streams streams;
    private final StoredRecords stored;
    private final BatchMapping batches;
    private final ObjectProvider<WaitingCodes> waitingCodes;
    private final ChangeSignals signals;

    QuarantineReplay(
            JdbcClient jdbc,
            Streams streams,
            StoredRecords stored,
            BatchMapping batches,
            ObjectProvider<WaitingCodes> waitingCodes,
            ChangeSignals signals) {
        this.jdbc = jdbc;
        this.streams = streams;
        this.stored = stored;
        this.batches = batches;
        this.waitingCodes = waitingCodes;
        this.signals = signals;
    }

    Count count(QuarantineSelection selection) {
        return jdbc.sql(COUNT).params(selection.values()).query(Count.class).single();
    }

    /** What is held when it begins; what comes meanwhile is not among it. */
    Map<String, ?> run(QuarantineSelection selection, Work.Progress progress) {
        List<Held> held =
                jdbc.sql(RECORDS).params(selection.values()).query(Held.class).list();
        long codes = codes(selection);
        Tally tally = new Tally(held.size() + codes, progress);
        parts(held).forEach(part -> replay(part, tally));
        if (codes > 0) {
            waitingCodes.forEach(WaitingCodes::retry);
            long left = Math.min(codes, codes(selection));
            tally.add(codes, codes - left, 0);
        }
        return tally.told();
    }

    private long codes(QuarantineSelection selection) {
        return jdbc.sql(CODES).params(selection.values()).query(Long.class).single();
    }

    private List<Part> parts(List<Held> held) {
        Map<Short, List<Long>> byStream = held.stream()
                .collect(Collectors.groupingBy(
                        Held::streamId, LinkedHashMap::new, Collectors.mapping(Held::recordId, Collectors.toList())));
        return byStream.entrySet().stream()
                .flatMap(of -> parts(streams.get(of.getKey()), of.getValue()).stream())
                .toList();
    }

    private static List<Part> parts(Stream stream, List<Long> ids) {
        return IntStream.iterate(0, from -> from < ids.size(), from -> from + AT_ONCE)
                .mapToObj(from -> new Part(stream, ids.subList(from, Math.min(ids.size(), from + AT_ONCE))))
                .toList();
    }

    /** A part that fails by our fault does not keep the others from being used. */
    private void replay(Part part, Tally tally) {
        int size = part.ids().size();
        try {
            int refused = batches.mapHeld(part.stream(), () -> stored.of(part.stream(), stillHeld(part.ids())));
            tally.add(size, size - refused, 0);
        } catch (RuntimeException e) {
            if (DatabaseAway.caused(e)) {
                throw e;
            }
            log.error("stream={} records={} of the quarantine cannot be mapped", part.stream(), size, e);
            tally.add(size, 0, size);
        }
        signals.changed();
    }

    /** What was used, or discarded, while the others had their turn is left as it is. */
    private List<Long> stillHeld(List<Long> ids) {
        Set<Long> held = Set.copyOf(jdbc.sql(STILL_HELD)
                .param(ids.toArray(Long[]::new))
                .query(Long.class)
                .list());
        return ids.stream().filter(held::contains).toList();
    }

    /** Counts what came of it, and tells how far it is. */
    private static final class Tally {

        private final long total;
        private final Work.Progress progress;
        private long done;
        private long used;
        private long failed;

        Tally(long total, Work.Progress progress) {
            this.total = total;
            this.progress = progress;
            progress.report(0, total);
        }

        void add(long records, long usedOfThem, long failedOfThem) {
            done += records;
            used += usedOfThem;
            failed += failedOfThem;
            progress.report(done, total);
        }

        Map<String, ?> told() {
            return Map.of("replayed", done, "used", used, "stillHeld", done - used - failed, "failed", failed);
        }
    }
}
