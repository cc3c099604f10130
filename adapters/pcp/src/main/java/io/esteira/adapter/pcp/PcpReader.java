package io.esteira.adapter.pcp;

import io.esteira.adapter.Page;
import io.esteira.adapter.ReadRequest;
import io.esteira.adapter.SourceRecord;
import io.esteira.adapter.rows.RowReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Reads one {@link PcpQuery}, whole each time: the planning database stamps no changes, so the inbox compares. */
final class PcpReader extends RowReader {

    static final String SOURCE = "pcp";

    /** Longer than any hub lives: what is read once is not read again. */
    private static final Duration NEVER_AGAIN = Duration.ofDays(36_500);

    /** The day of a row, of queries whose rows have one that can be read. */
    private static final Map<String, String> DAYS =
            Map.of("windows", "datainico", "saved-targets", "dataBackup", "statuses", "dataMarcacao");

    private final PcpQuery query;
    private final PcpServers servers;
    private final PcpProperties properties;
    private final Clock clock;

    PcpReader(PcpQuery query, PcpServers servers, PcpProperties properties, Clock clock) {
        super(SOURCE, query.entity(), properties.companies());
        this.query = query;
        this.servers = servers;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Duration cadence() {
        return properties.once() ? NEVER_AGAIN : properties.cadence();
    }

    @Override
    public Set<String> after() {
        return query.after();
    }

    @Override
    public boolean detectsDeletion() {
        return !query.kept();
    }

    @Override
    public Optional<String> dayField() {
        return Optional.ofNullable(DAYS.get(query.entity()));
    }

    @Override
    public Iterator<Page> read(ReadRequest request) {
        return new Pages(request.company());
    }

    @Override
    public List<SourceRecord> readByKey(String company, Collection<String> sourceKeys) {
        return records(company, servers.byKey(query, sourceCompany(company), List.copyOf(sourceKeys)));
    }

    private List<SourceRecord> records(String company, List<PcpServers.Row> rows) {
        Instant now = clock.instant();
        return rows.stream()
                .map(row -> record(company, row.key(), now, row.json().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** By ranges of keys; the last page is the one that is not full. */
    private final class Pages implements Iterator<Page> {

        private final String company;
        private String after = "";
        private boolean ended;

        Pages(String company) {
            this.company = company;
        }

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public Page next() {
            if (ended) {
                throw new NoSuchElementException();
            }
            List<PcpServers.Row> rows = servers.page(query, sourceCompany(company), after, properties.pageRows());
            ended = rows.size() < properties.pageRows();
            after = rows.isEmpty() ? after : rows.getLast().key();
            return Page.of(records(company, rows));
        }
    }
}
