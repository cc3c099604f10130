package io.esteira.canonical;

import io.esteira.adapter.Issue;
import io.esteira.adapter.IssueCode;
import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.platform.Company;
import io.esteira.platform.Jdbc;
import java.sql.Connection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes of one kind, of one source and company, to be merged in one transaction. Used by one thread. */
public final class MergeBatch {

    /**
     * A change and the record that says so.
     *
     * @param gone the record vanished from the source: what it described is to be marked deleted
     */
    public record Entry(long inboxId, Instant observedAt, boolean gone, CanonicalChange change) {}

    /** Why an entry was not merged; {@code waitsFor} and {@code waitsKey} are blank unless it waits for another thing. */
    public record Refusal(Issue issue, String waitsFor, String waitsKey) {}

    private final Connection connection;
    private final Company company;
    private final String source;
    private final List<Entry> entries;
    private final Map<Long, Refusal> refusals = new LinkedHashMap<>();

    public MergeBatch(Connection connection, Company company, String source, List<Entry> entries) {
        this.connection = connection;
        this.company = company;
        this.source = source;
        this.entries = List.copyOf(entries);
    }

    /** The transaction's own connection. Not to be closed. */
    public Connection connection() {
        return connection;
    }

    /** On {@link #connection}. */
    public JdbcClient jdbc() {
        return Jdbc.on(connection);
    }

    public Company company() {
        return company;
    }

    public String source() {
        return source;
    }

    public List<Entry> entries() {
        return entries;
    }

    /** The record refers to a thing not seen yet; it is mapped again by itself when {@code entity} gets a row of that key. */
    public void waitFor(long inboxId, String field, String entity, String key) {
        Issue issue = new Issue(
                IssueCode.UNMAPPED, field, "refers to " + entity + " " + key + ", which has not been read yet");
        refusals.putIfAbsent(inboxId, new Refusal(issue, entity, key));
    }

    /** The model cannot take it. */
    public void reject(long inboxId, Issue issue) {
        refusals.putIfAbsent(inboxId, new Refusal(issue, "", ""));
    }

    /** What was handed back, by inbox id. */
    public Map<Long, Refusal> refusals() {
        return refusals;
    }

    /** Entries not refused so far, one of each key: the one observed last, of equal ones the later. */
    public List<Entry> latest(Function<Entry, String> key) {
        Map<String, Entry> latest = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> !refusals.containsKey(entry.inboxId()))
                .forEach(entry -> latest.merge(
                        key.apply(entry),
                        entry,
                        (kept, next) -> next.observedAt().isBefore(kept.observedAt()) ? kept : next));
        return List.copyOf(latest.values());
    }
}
