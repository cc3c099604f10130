package io.esteira.downtime;

import io.esteira.platform.Caller;
import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** Answers given before, by the client's idempotency keys. */
@Component
class DowntimeAnswers {

    private static final String CLAIM = """
            insert into hub.idempotency (client, operation, key, request_hash, answer)
            values (?, ?, ?, ?, jsonb_build_object('downtime', ?::text))
            on conflict do nothing
            """;
    private static final String FIND = """
            select k.request_hash, t.id, d.id as delivery_id
            from hub.idempotency k
            join hub.downtime t on t.public_id = (k.answer ->> 'downtime')::uuid
            left join hub.delivery d on d.downtime_id = t.id
              and d.kind = case when k.operation = 'reverseDowntime' and exists (
                select 1 from hub.delivery r where r.downtime_id = t.id and r.kind = 'REVERSAL') then 'REVERSAL' else 'DOWNTIME' end
            where k.client = ? and k.operation = ? and k.key = ?
            """;

    /** The transaction's connection, by which failures are told apart. */
    static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** Takes the key for this request; false when it is taken, after its first request has ended. */
    boolean claim(Connection connection, Caller caller, String operation, String key, UUID hash, UUID downtime) {
        return on(connection)
                        .sql(CLAIM)
                        .params(caller.client(), operation, key, hash, downtime.toString())
                        .update()
                == 1;
    }

    /** The answer to the first request of this key; a refusal when that was another request. */
    Optional<DowntimeAnswer> find(Connection connection, Caller caller, String operation, String key, UUID hash) {
        return on(connection)
                .sql(FIND)
                .params(caller.client(), operation, key)
                .query((row, number) -> hash.equals(row.getObject("request_hash", UUID.class))
                        ? new DowntimeAnswer.Done(row.getLong("id"), row.getObject("delivery_id", Long.class))
                        : (DowntimeAnswer) new DowntimeAnswer.Refused(DowntimeTexts.keyReused()))
                .optional();
    }

    DowntimeAnswer replay(Connection connection, Caller caller, String operation, String key, UUID hash) {
        return find(connection, caller, operation, key, hash)
                .orElseThrow(() -> new IllegalStateException("the answer under key " + key + " is gone"));
    }
}
