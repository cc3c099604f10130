package io.esteira.downtime;

import io.esteira.outbox.Ledger;
import io.esteira.outbox.SubjectKind;
import io.esteira.platform.Jdbc;
import java.sql.Connection;
import org.springframework.stereotype.Component;

/** What deliveries do to stops; those of one machine take turns. */
@Component
public class DowntimeLedger extends Ledger {

    DowntimeLedger() {
        super(SubjectKind.DOWNTIME);
    }

    @Override
    public void hold(Connection connection, long equipmentId) {
        Jdbc.on(connection)
                .sql("select hub.hold_machine(?)")
                .param(equipmentId)
                .query()
                .listOfRows();
    }
}
