package io.esteira.canonical;

import io.esteira.adapter.canonical.CanonicalChange;
import io.esteira.platform.Company;
import io.esteira.platform.Traces;
import java.sql.Connection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The way into the canonical model: changes are merged kind by kind, then the facts that follow from them are derived. */
@Component
public class CanonicalWriter {

    private final List<ChangeMerger> mergers;
    private final List<DerivedFacts> facts;
    private final DataSource dataSource;
    private final Traces traces;

    CanonicalWriter(List<ChangeMerger> mergers, List<DerivedFacts> facts, DataSource dataSource, Traces traces) {
        this.mergers = mergers.stream()
                .sorted(Comparator.comparingInt(ChangeMerger::order))
                .toList();
        this.facts = facts.stream()
                .sorted(Comparator.comparingInt(DerivedFacts::order))
                .toList();
        this.dataSource = dataSource;
        this.traces = traces;
    }

    /**
     * Writes the changes of one source and company in the caller's transaction.
     *
     * @return what was not taken and why, by inbox id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Long, MergeBatch.Refusal> write(Company company, String source, List<MergeBatch.Entry> entries) {
        Map<Long, MergeBatch.Refusal> refusals = new LinkedHashMap<>();
        if (entries.isEmpty()) {
            return refusals;
        }
        Map<Class<? extends CanonicalChange>, List<MergeBatch.Entry>> byType = entries.stream()
                .collect(Collectors.groupingBy(entry -> entry.change().getClass()));
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (FreshPlans plans = FreshPlans.on(connection)) {
            for (ChangeMerger merger : mergers) {
                List<MergeBatch.Entry> ofType = byType.getOrDefault(merger.type(), List.of());
                if (!ofType.isEmpty()) {
                    MergeBatch batch = new MergeBatch(connection, company, source, ofType);
                    traces.step("sql merge " + merger.type().getSimpleName(), () -> merger.merge(batch));
                    refusals.putAll(batch.refusals());
                }
            }
            traces.step("sql derive", () -> facts.forEach(fact -> fact.derive(connection)));
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
        return refusals;
    }
}
