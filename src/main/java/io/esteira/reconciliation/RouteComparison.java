package io.esteira.reconciliation;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadMode;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceReader;
import io.esteira.adapter.SourceRecord;
import io.esteira.inbox.NextRun;
import io.esteira.platform.Companies;
import io.esteira.platform.Copy;
import io.esteira.platform.SqlFile;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One comparison from its beginning to its end: the source shows all it has, as on the first reading; what of the hub's records it does not
 * show is looked up; both sides are held against each other in one statement; what differs is looked at again once the route has run; at last
 * the canonical rows are held against the records. Nothing is written to the source, and nothing of what the hub knows is changed.
 */
@Component
class RouteComparison {

    private static final Logger log = LoggerFactory.getLogger(RouteComparison.class);
    private static final int KEYS_AT_ONCE = 200;
    /** A route whose runs are further apart than this was read once, to take a system over. */
    private static final int ONCE_AFTER_DAYS = 3_650;

    private static final String NOT_SHOWN = sql("not-shown.sql");
    private static final String COMPARE = sql("compare.sql");
    private static final List<String> SETTLE = List.of(sql("add-listed-to-months.sql"), sql("carry-on.sql"));
    private static final String HEAL = sql("heal.sql");

    private final JdbcClient jdbc;
    private final ReconciliationStore store;
    private final SourceRows rows;
    private final Confirmation confirmation;
    private final CanonicalCheck canonical;
    private final NextRun nextRun;
    private final Companies companies;
    private final ReconciliationProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RouteComparison(
            JdbcClient jdbc,
            ReconciliationStore store,
            SourceRows rows,
            Confirmation confirmation,
            CanonicalCheck canonical,
            NextRun nextRun,
            Companies companies,
            ReconciliationProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.rows = rows;
        this.confirmation = confirmation;
        this.canonical = canonical;
        this.nextRun = nextRun;
        this.companies = companies;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    private static String sql(String name) {
        return SqlFile.read(RouteComparison.class, name);
    }

    /**
     * @throws NotCompared when it cannot be brought to its end, and people are to know why
     * @throws Lost when another instance has taken it on
     */
    void run(Claimed claimed, SourceReader reader) throws InterruptedException {
        requireComparable(claimed, reader);
        store.forget(claimed.id());
        String company = companies.get(claimed.company()).code();
        store.expect(claimed, held(claimed));
        read(claimed, reader, company);
        long unchecked = reader.detectsDeletion() ? lookUp(claimed, reader, company) : 0;
        store.step(claimed, Step.COMPARING);
        long unlisted = compare(claimed, reader);
        if (listed(claimed) > 0) {
            store.step(claimed, Step.CONFIRMING);
            awaitNextRun(claimed);
            confirmation.confirm(claimed, reader, company, () -> store.renew(claimed));
        }
        store.step(claimed, Step.CHECKING);
        long more = canonical.check(claimed, Math.max(properties.mostDifferences() - listed(claimed), 0));
        settle(claimed, unlisted + more, unchecked);
        log.info("reconciliation of {}.{} company={} is done", reader.source(), reader.entity(), company);
    }

    private void requireComparable(Claimed claimed, SourceReader reader) {
        if (reader.cadence().toDays() > ONCE_AFTER_DAYS) {
            throw NotCompared.atAll(
                    "It was read once, to take a system over; what became of its rows there is not followed.",
                    "Foi lida uma única vez, para assumir de outro sistema; o que mudou lá depois não é acompanhado.");
        }
        boolean read = jdbc.sql("select last_success_at is not null from hub.stream_state where stream_id = ?")
                .param(claimed.stream())
                .query(Boolean.class)
                .single();
        if (!read) {
            throw NotCompared.thisTime(
                    "The route has not been read completely yet.", "A rota ainda não foi lida por completo.");
        }
    }

    private long held(Claimed claimed) {
        return jdbc.sql("select count(*) from hub.inbox_record where stream_id = ? and gone_at is null")
                .param(claimed.stream())
                .query(Long.class)
                .single();
    }

    private void read(Claimed claimed, SourceReader reader, String company) {
        Iterator<Page> pages = reader.read(new ReadRequest(company, ReadMode.SNAPSHOT, null));
        try {
            long read = 0;
            while (pages.hasNext()) {
                List<SourceRecord> records = pages.next().records();
                keep(claimed, reader, records);
                read += records.size();
                store.read(claimed, read);
            }
        } finally {
            close(pages);
        }
    }

    private void keep(Claimed claimed, SourceReader reader, List<SourceRecord> records) {
        rows.keep(claimed, records, reader.dayField().orElse(null));
    }

    /** @return how many records there were too many of to look them up */
    private long lookUp(Claimed claimed, SourceReader reader, String company) {
        List<String> absent = jdbc.sql(NOT_SHOWN)
                .param("id", claimed.id())
                .param("stream", claimed.stream())
                .param("most", properties.mostLookUps())
                .query(String.class)
                .list();
        for (int from = 0; from < absent.size(); from += KEYS_AT_ONCE) {
            store.renew(claimed);
            List<String> keys = absent.subList(from, Math.min(from + KEYS_AT_ONCE, absent.size()));
            List<SourceRecord> found = reader.readByKey(company, keys);
            keep(claimed, reader, found);
            Set<String> foundKeys = found.stream()
                    .map(record -> Copy.storable(record.sourceKey()))
                    .collect(Collectors.toSet());
            rows.keepMissing(
                    claimed,
                    keys.stream().filter(key -> !foundKeys.contains(key)).toList());
        }
        return absent.size() < properties.mostLookUps() ? 0 : notLookedUp(claimed);
    }

    private long notLookedUp(Claimed claimed) {
        return jdbc.sql("select count(*) from (" + NOT_SHOWN + ") left_over")
                .param("id", claimed.id())
                .param("stream", claimed.stream())
                .param("most", null, Types.BIGINT)
                .query(Long.class)
                .single();
    }

    /** @return how many differences there are beyond those that are listed */
    private long compare(Claimed claimed, SourceReader reader) {
        Instant now = clock.instant();
        store.comparedAt(claimed, now);
        return jdbc.sql(COMPARE)
                .param("id", claimed.id())
                .param("stream", claimed.stream())
                .param("company", claimed.company())
                .param("day", reader.dayField().orElse(null), Types.VARCHAR)
                .param("deletes", reader.detectsDeletion())
                .param("most", properties.mostDifferences())
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    private long listed(Claimed claimed) {
        return jdbc.sql("select count(*) from hub.reconciliation_difference where reconciliation_id = ?")
                .param(claimed.id())
                .query(Long.class)
                .single();
    }

    /** Where a person has paused the route nothing is on its way. */
    private void awaitNextRun(Claimed claimed) throws InterruptedException {
        if (nextRun.await(claimed.stream(), properties.settleWithin()) == NextRun.Outcome.NOT_IN_TIME) {
            throw NotCompared.thisTime(
                    "Rows differ, and the route did not run to its end since: what is on its way cannot be told apart.",
                    "Há linhas diferentes e a rota não chegou ao fim desde então: não dá para separar o que está a caminho.");
        }
    }

    private void settle(Claimed claimed, long unlisted, long unchecked) {
        transaction.executeWithoutResult(status -> {
            SETTLE.forEach(sql -> jdbc.sql(sql)
                    .param("id", claimed.id())
                    .param("stream", claimed.stream())
                    .update());
            jdbc.sql(HEAL)
                    .param("id", claimed.id())
                    .param("stream", claimed.stream())
                    .param("unlisted", unlisted)
                    .update();
            store.complete(claimed, unlisted, unchecked);
            jdbc.sql("delete from hub.reconciliation_row where reconciliation = ?")
                    .param(claimed.id())
                    .update();
        });
    }

    private static void close(@Nullable Object pages) {
        if (pages instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                log.debug("closing a reader", e);
            }
        }
    }
}
