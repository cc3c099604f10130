package io.esteira.outbox;

import io.esteira.outbox.OutboxTransactions.Outcome;
import io.esteira.platform.Jdbc;
import io.esteira.platform.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Requests about one kind under their idempotency keys: the same again gets the answer of the first. */
public final class KeyedRequests {

    private static final String CLAIM = """
            insert into hub.idempotency (client, operation, key, request_hash, answer)
            values (?, ?, ?, ?, jsonb_build_object('%1$s', ?::text))
            on conflict do nothing
            """;
    private static final String REFUSE = """
            insert into hub.idempotency (client, operation, key, request_hash, answer)
            values (?, ?, ?, ?, jsonb_build_object('refusal', jsonb_build_object(
              'code', ?::text, 'field', ?::text, 'message', ?::text, 'messagePt', ?::text)))
            on conflict do nothing
            """;
    private static final String FIND = """
            select k.request_hash, t.id, t.order_id, d.id as delivery_id, k.answer -> 'refusal' ->> 'code' as code,
              k.answer -> 'refusal' ->> 'field' as field, k.answer -> 'refusal' ->> 'message' as message,
              k.answer -> 'refusal' ->> 'messagePt' as message_pt
            from hub.idempotency k
            left join hub.%1$s t on t.public_id = (k.answer ->> '%1$s')::uuid
            left join hub.delivery d on d.%1$s_id = t.id and d.position = 1
              and d.kind = case when starts_with(k.operation, 'reverse') and exists (
                select 1 from hub.delivery r where r.%1$s_id = t.id and r.kind = 'REVERSAL') then 'REVERSAL' else '%2$s' end
            where k.client = ? and k.operation = ? and k.key = ?
            """;

    private final SubjectKind kind;
    private final OutboxTransactions transactions;

    public KeyedRequests(SubjectKind kind, OutboxTransactions transactions) {
        this.kind = kind;
        this.transactions = transactions;
    }

    /** The first request of a key. */
    @FunctionalInterface
    public interface First {

        /** Takes the key, as by {@link #claim}, and decides; empty when the key was taken. */
        Optional<Outcome<Answer>> on(Connection connection) throws SQLException;
    }

    /** By {@link #answer} or by {@link #settle}. */
    @FunctionalInterface
    public interface Way {
        Answer of(KeyedRequests requests, RequestKey key, Optional<Refusal> unsound, First first);
    }

    /**
     * Decides, or says what was decided. A refusal leaves nothing behind, so that the same key may be used again when the reason is gone.
     *
     * @param unsound why it is not decided now
     */
    public Answer answer(RequestKey key, Optional<Refusal> unsound, First first) {
        return transactions.run(connection -> {
            if (unsound.isPresent()) {
                // A request that is no longer sound, such as by its date, may have been answered before.
                return Outcome.undo(find(connection, key).orElseGet(() -> new Answer.Refused(unsound.get())));
            }
            Optional<Outcome<Answer>> decided = first.on(connection);
            return decided.isPresent() ? decided.get() : Outcome.undo(replay(connection, key));
        });
    }

    /**
     * As {@link #answer}, but decided once: a refusal by the rules too is the answer of its key from then on, also when its reason is gone.
     * So requests that are repeated in order, because an answer was lost, are answered as if each had come once.
     */
    public Answer settle(RequestKey key, Optional<Refusal> unsound, First first) {
        Answer answer = answer(key, unsound, first);
        return answer instanceof Answer.Refused refused && unsound.isEmpty()
                ? transactions.run(connection -> Outcome.keep(keep(connection, key, refused.refusal())))
                : answer;
    }

    /** Takes the key; false when it is taken, after its first request has ended. */
    public boolean claim(Connection connection, RequestKey key, UUID subject) throws SQLException {
        return Jdbc.update(
                        connection,
                        kind.sql(CLAIM),
                        key.client(),
                        key.operation(),
                        key.key(),
                        key.hash(),
                        subject.toString())
                == 1;
    }

    /** Makes a refusal the answer, unless a request under the key was answered otherwise meanwhile: then that is the answer. */
    private Answer keep(Connection connection, RequestKey key, Refusal refusal) throws SQLException {
        Jdbc.update(
                connection,
                REFUSE,
                key.client(),
                key.operation(),
                key.key(),
                key.hash(),
                refusal.code(),
                refusal.field(),
                refusal.message(),
                refusal.messagePt());
        return replay(connection, key);
    }

    /** Whether the client's id was used, be it under another key. */
    public boolean isTaken(Connection connection, UUID subject) {
        return Jdbc.on(connection)
                .sql(kind.sql("select exists (select 1 from hub.%1$s where public_id = ?)"))
                .param(subject)
                .query(Boolean.class)
                .single();
    }

    private Optional<Answer> find(Connection connection, RequestKey key) {
        return Jdbc.on(connection)
                .sql(kind.sql(FIND))
                .params(key.client(), key.operation(), key.key())
                .query((row, number) -> key.hash().equals(row.getObject("request_hash", UUID.class))
                        ? answer(row)
                        : new Answer.Refused(RequestTexts.keyReused()))
                .optional();
    }

    private static Answer answer(ResultSet row) throws SQLException {
        String code = row.getString("code");
        return code == null
                ? new Answer.Done(
                        row.getLong("id"),
                        row.getObject("order_id", Long.class),
                        row.getObject("delivery_id", Long.class))
                : new Answer.Refused(new Refusal(
                        code, row.getString("field"), row.getString("message"), row.getString("message_pt")));
    }

    private Answer replay(Connection connection, RequestKey key) {
        return find(connection, key)
                .orElseThrow(() -> new IllegalStateException("the answer under key " + key.key() + " is gone"));
    }
}
