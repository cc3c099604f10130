package io.esteira.delivery;

import io.esteira.platform.Alerts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends alerts about deliveries that have gone on since, whoever moved them: a worker, a person, or a sync that saw the row. */
@Component
class DeliveryAlerts {

    static final String RETRYING = "delivery.retrying";
    static final String UNCERTAIN = "delivery.uncertain";
    static final String PENDING_VANISHED = "delivery.pending_vanished";
    static final String KNOWN = "delivery.known";

    private static final String STILL_RETRYING =
            "select public_id::text from hub.delivery where public_id = any(?::uuid[]) and state in ('PENDING', 'SENDING', 'RETRYING')";
    private static final String STILL_UNCERTAIN =
            "select public_id::text from hub.delivery where public_id = any(?::uuid[]) and state = 'UNCERTAIN' and reads > 0";
    private static final String STILL_VANISHED =
            "select public_id::text from hub.delivery where public_id = any(?::uuid[]) and state = 'PENDING_IN_ERP' and absent_reads > 0";
    private static final String STILL_KNOWN =
            "select public_id::text from hub.delivery where public_id = any(?::uuid[]) and state = 'HELD' and reason_code = 'KNOWN_IN_ERP'";

    private final Alerts alerts;
    private final JdbcClient jdbc;

    DeliveryAlerts(Alerts alerts, JdbcClient jdbc) {
        this.alerts = alerts;
        this.jdbc = jdbc;
    }

    void endWhatIsOver() {
        end(RETRYING, STILL_RETRYING);
        end(UNCERTAIN, STILL_UNCERTAIN);
        end(PENDING_VANISHED, STILL_VANISHED);
        end(KNOWN, STILL_KNOWN);
    }

    private void end(String code, String stillSo) {
        alerts.endOver(code, open -> jdbc.sql(stillSo)
                .param(open.toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
