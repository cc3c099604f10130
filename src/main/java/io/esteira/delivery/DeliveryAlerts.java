package io.esteira.delivery;

import io.esteira.platform.Alerts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends alerts about deliveries that have gone on since, whoever moved them: a worker, a person, or a sync that saw the row. */
@Component
class DeliveryAlerts {

    static final String RETRYING = "delivery.retrying";
    static final String UNCERTAIN = "delivery.uncertain";
    static final String PENDING_VANISHED = "delivery.pending_vanished";
    static final String PENDING_UNSEEN = "delivery.pending_unseen";
    static final String KNOWN = "delivery.known";

    private static final List<String> ALL = List.of(RETRYING, UNCERTAIN, PENDING_VANISHED, PENDING_UNSEEN, KNOWN);
    private static final String STILL_SO = """
            select a.code, a.subject
            from unnest(?::text[], ?::text[]) as a (code, subject)
            join hub.delivery d on d.public_id = a.subject::uuid
            where case a.code
                    when 'delivery.retrying' then d.state in ('PENDING', 'SENDING', 'RETRYING')
                    when 'delivery.uncertain' then d.state = 'UNCERTAIN' and d.reads > 0
                    when 'delivery.pending_vanished' then d.state = 'PENDING_IN_ERP' and d.absent_reads > 0
                    when 'delivery.pending_unseen' then d.state = 'PENDING_IN_ERP' and d.reason_code = 'PENDING_UNSEEN'
                    when 'delivery.known' then d.state = 'HELD' and d.reason_code = 'KNOWN_IN_ERP'
                  end
            """;

    private final Alerts alerts;
    private final JdbcClient jdbc;

    DeliveryAlerts(Alerts alerts, JdbcClient jdbc) {
        this.alerts = alerts;
        this.jdbc = jdbc;
    }

    /** One query as long as nothing is open. */
    void endWhatIsOver() {
        List<Alerts.Open> open = alerts.open(ALL);
        if (open.isEmpty()) {
            return;
        }
        Set<Alerts.Open> over = new HashSet<>(open);
        jdbc.sql(STILL_SO)
                .param(open.stream().map(Alerts.Open::code).toArray(String[]::new))
                .param(open.stream().map(Alerts.Open::subject).toArray(String[]::new))
                .query(Alerts.Open.class)
                .list()
                .forEach(over::remove);
        over.forEach(alert -> alerts.end(alert.code(), alert.subject()));
    }
}
