package io.esteira.support;

import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.adapter.canonical.PostingChange;
import io.esteira.adapter.canonical.Ref;
import io.esteira.canonical.ChangeMerger;
import io.esteira.canonical.DerivedFacts;
import io.esteira.canonical.MergeBatch;
import io.esteira.platform.ChangeSignal;
import io.esteira.platform.Company;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs a merger and the derived facts as the mapping of the inbox does: one transaction per batch. */
public final class Merging {

    private final DataSource dataSource;
    private final ChangeMerger merger;
    private final DerivedFacts facts;
    private final List<ChangeSignal> signals;

    /** @param signals called after each commit */
    public Merging(DataSource dataSource, ChangeMerger merger, DerivedFacts facts, ChangeSignal... signals) {
        this.dataSource = dataSource;
        this.merger = merger;
        this.facts = facts;
        this.signals = List.of(signals);
    }

    public Map<Long, MergeBatch.Refusal> merge(
            Company company, String source, Instant observedAt, CanonicalChange... changes) {
        return merge(company, source, observedAt, false, List.of(changes));
    }

    /** The source's rows are gone. */
    public void gone(Company company, String source, Instant observedAt, CanonicalChange... changes) {
        merge(company, source, observedAt, true, List.of(changes));
    }

    public Map<Long, MergeBatch.Refusal> merge(
            Company company, String source, Instant observedAt, boolean gone, List<? extends CanonicalChange> changes) {
        List<MergeBatch.Entry> entries = new ArrayList<>();
        for (CanonicalChange change : changes) {
            entries.add(new MergeBatch.Entry(entries.size() + 1L, observedAt, gone, change));
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                MergeBatch batch = new MergeBatch(connection, company, source, entries);
                merger.merge(batch);
                facts.derive(connection);
                connection.commit();
                signals.forEach(ChangeSignal::changed);
                return batch.refusals();
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row of a source that tells neither scrap nor rework, at the step of the given position. */
    public static PostingChange row(String key, String order, int sequence, String day, String good) {
        return row(key, order, sequence, day, good, null, null, false);
    }

    /** A row of a source, at the step of the given position. */
    public static PostingChange row(String key, String order, int sequence, String day, String good, String scrap) {
        return row(key, order, sequence, day, good, scrap, null, false);
    }

    public static PostingChange row(
            String key,
            String order,
            int sequence,
            String day,
            String good,
            @Nullable String scrap,
            @Nullable String reference,
            boolean reversed) {
        return new PostingChange(
                new Ref(key),
                new Ref(order),
                sequence,
                null,
                LocalDate.parse(day),
                null,
                null,
                new BigDecimal(good),
                scrap == null ? null : new BigDecimal(scrap),
                null,
                false,
                null,
                null,
                null,
                reference,
                reversed);
    }
}
