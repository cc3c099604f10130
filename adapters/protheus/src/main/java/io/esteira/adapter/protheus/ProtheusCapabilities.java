package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.GenericQuery.Question;
import io.esteira.adapter.protheus.GenericQuery.Slice;
import io.esteira.adapter.protheus.ProtheusProperties.Switch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this installation answers beyond the least that is needed. Found out at the first use and kept; what was missing is looked
 * for again after an hour. Configuration decides before any probe.
 */
final class ProtheusCapabilities {

    private static final Logger LOG = LoggerFactory.getLogger(ProtheusCapabilities.class);
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final ProtheusProperties properties;
    private final GenericQuery query;
    private final Clock clock;
    private final Map<String, Finding> findings = new ConcurrentHashMap<>();

    ProtheusCapabilities(ProtheusProperties properties, GenericQuery query, Clock clock) {
        this.properties = properties;
        this.query = query;
        this.clock = clock;
    }

    private record Finding(boolean present, Instant at) {}

    /** Whether rows of SH6 carry a time stamp that conditions can use. */
    boolean rowStamps(Company company) {
        return decide(properties.rowStamp(), "S_T_A_M_P_ of SH6 in " + company.code(), () -> {
            Question stamped =
                    new Question(Table.SH6, Table.STAMP + " >= " + GenericQuery.quoted(earliestStamp()), true, true);
            Slice slice = query.slice(company, stamped, 0, 1);
            return !slice.rows().isEmpty() && !slice.rows().getFirst().stamp().isEmpty();
        });
    }

    private String earliestStamp() {
        return RowStamp.write(
                Instant.parse("2000-01-01T00:00:00Z"), properties.postings().stampPattern());
    }

    /** Whether the table of pending postings can be read, and has the fields that the mapping names: it is asked by each of them. */
    boolean pendingTable(Company company, Table table) {
        String fields =
                table.required().stream().map(field -> field + " IS NOT NULL").collect(Collectors.joining(" AND "));
        return decide(properties.pendingTable(), table.alias() + " in " + company.code(), () -> {
            query.slice(company, Question.of(table, fields), 0, 1);
            return true;
        });
    }

    /** Whether the verdicts of inspections can be read off QPM. */
    boolean verdicts(Company company) {
        return found(Table.QPM.alias() + " in " + company.code(), () -> {
            query.slice(company, Question.of(Table.QPM, ""), 0, 1);
            return true;
        });
    }

    private boolean decide(Switch configured, String what, BooleanSupplier probe) {
        return switch (configured) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> found(what, probe);
        };
    }

    private boolean found(String what, BooleanSupplier probe) {
        Finding known = findings.get(what);
        if (known != null
                && (known.present() || clock.instant().isBefore(known.at().plus(LOOK_AGAIN)))) {
            return known.present();
        }
        boolean present = answers(probe);
        findings.put(what, new Finding(present, clock.instant()));
        LOG.atInfo()
                .addKeyValue("source", "protheus")
                .addKeyValue("capability", what)
                .addKeyValue("present", present)
                .log("probed");
        return present;
    }

    private static boolean answers(BooleanSupplier probe) {
        try {
            return probe.getAsBoolean();
        } catch (ProtheusClient.Refused e) {
            return false;
        }
    }
}
