package io.esteira.downtime;

import io.esteira.platform.Caller;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** Answers given before, by the client's idempotency keys. */
@Component
class DowntimeAnswers {

    private static final int LONGEST_KEY = 200;

    private static final String CLAIM = """
            insert into hub.idempotency (client, operation, key, request_hash, answer)
            values (?, ?, ?, ?, jsonb_build_object('downtime', ?::text))
            on conflict do nothing
            """;
    private static final String REFUSE = """
            insert into hub.idempotency (client, operation, key, request_hash, answer)
            values (?, ?, ?, ?, jsonb_build_object('refusal', jsonb_build_object(
              'code', ?::text, 'field', ?::text, 'message', ?::text, 'messagePt', ?::text)))
            on conflict do nothing
            """;
    private static final String FIND = """
            select k.request_hash, t.id, d.id as delivery_id, k.answer -> 'refusal' ->> 'code' as code,
              k.answer -> 'refusal' ->> 'field' as field, k.answer -> 'refusal' ->> 'message' as message,
              k.answer -> 'refusal' ->> 'messagePt' as message_pt
            from hub.idempotency k
            left join hub.downtime t on t.public_id = (k.answer ->> 'downtime')::uuid
            left join hub.delivery d on d.downtime_id = t.id
              and d.kind = case when k.operation = 'reverseDowntime' and exists (
                select 1 from hub.delivery r where r.downtime_id = t.id and r.kind = 'REVERSAL') then 'REVERSAL' else 'DOWNTIME' end
            where k.client = ? and k.operation = ? and k.key = ?
            """;

    /** The transaction's connection, by which failures are told apart. */
    static JdbcClient on(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    static boolean isKey(String key) {
        return !key.isBlank() && key.length() <= LONGEST_KEY;
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
                        ? answer(row)
                        : new DowntimeAnswer.Refused(DowntimeTexts.keyReused()))
                .optional();
    }

    private static DowntimeAnswer answer(ResultSet row) throws SQLException {
        String code = row.getString("code");
        return code == null
                ? new DowntimeAnswer.Done(row.getLong("id"), row.getObject("delivery_id", Long.class))
                : new DowntimeAnswer.Refused(new DowntimeRefusal(
                        DowntimeRefusalCode.valueOf(code),
                        row.getString("field"),
                        row.getString("message"),
                        row.getString("message_pt")));
    }

    /** Makes a refusal the answer of its key, unless a request under it was answered otherwise meanwhile: then that is the answer. */
    DowntimeAnswer settle(
            Connection connection, Caller caller, String operation, String key, UUID hash, DowntimeRefusal refusal) {
        on(connection)
                .sql(REFUSE)
                .params(caller.client(), operation, key, hash, refusal.code().name())
                .param(refusal.field())
                .params(refusal.message(), refusal.messagePt())
                .update();
        return replay(connection, caller, operation, key, hash);
    }

    DowntimeAnswer replay(Connection connection, Caller caller, String operation, String key, UUID hash) {
        return find(connection, caller, operation, key, hash)
                .orElseThrow(() -> new IllegalStateException("the answer under key " + key + " is gone"));
    }
}
