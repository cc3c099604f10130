package io.esteira.alerts;

import io.esteira.adapter.SourceLosses;
import io.esteira.platform.Alerts;
import io.esteira.platform.SqlFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Alerts that no condition ends: what was lost, and what an instance told that is gone since. For one thread. */
@Component
class PassingAlerts {

    private static final String LOST = "MESSAGES_LOST";
    private static final String END = SqlFile.read(PassingAlerts.class, "end-passing-alerts.sql");

    private final JdbcClient jdbc;
    private final Alerts alerts;
    private final List<SourceLosses> sources;
    private final Set<SourceLosses.Loss> told = new HashSet<>();

    PassingAlerts(JdbcClient jdbc, Alerts alerts, List<SourceLosses> sources) {
        this.jdbc = jdbc;
        this.alerts = alerts;
        this.sources = List.copyOf(sources);
    }

    /** Tells each loss once, whenever the database is there to keep it. */
    void raise() {
        for (SourceLosses source : sources) {
            for (SourceLosses.Loss loss : source.losses()) {
                if (!told.contains(loss)) {
                    alerts.raise(null, LOST, loss.subject() + " " + loss.at(), new Alerts.Words(loss.en(), loss.pt()));
                    told.add(loss);
                }
            }
        }
    }

    /** A loss is over once a person has taken it up, or after a day; what an instance told, when it has been silent for ten minutes. */
    void end() {
        jdbc.sql(END).param("lost", LOST).update();
    }
}
