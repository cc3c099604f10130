package io.esteira.production;

import io.esteira.platform.Caller;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Answers given before, by the client's idempotency keys. */
@Component
class PostingAnswers {

    private static final int LONGEST_KEY = 200;

    private static final String CLAIM = """
            insert into hub.idempotency (client, operation, key, request_hash, answer)
            values (?, ?, ?, ?, jsonb_build_object('posting', ?::text))
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
            left join hub.posting t on t.public_id = (k.answer ->> 'posting')::uuid
            left join hub.delivery d on d.posting_id = t.id and d.position = 1
              and d.kind = case when k.operation = 'reversePosting' and exists (
                select 1 from hub.delivery r where r.posting_id = t.id and r.kind = 'REVERSAL') then 'REVERSAL' else 'POSTING' end
            where k.client = ? and k.operation = ? and k.key = ?
            """;

    static boolean isKey(String key) {
        return !key.isBlank() && key.length() <= LONGEST_KEY;
    }

    /** Takes the key for this request; false when it is taken, after its first request has ended. */
    boolean claim(Connection connection, Caller caller, String operation, String key, UUID hash, UUID posting)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, caller.client());
            statement.setString(2, operation);
            statement.setString(3, key);
            statement.setObject(4, hash);
            statement.setString(5, posting.toString());
            return statement.executeUpdate() == 1;
        }
    }

    /** Makes a refusal the answer of its key, unless a request under it was answered otherwise meanwhile: then that is the answer. */
    PostingAnswer settle(
            Connection connection, Caller caller, String operation, String key, UUID hash, PostingRefusal refusal)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REFUSE)) {
            statement.setString(1, caller.client());
            statement.setString(2, operation);
            statement.setString(3, key);
            statement.setObject(4, hash);
            statement.setString(5, refusal.code().name());
            statement.setString(6, refusal.field());
            statement.setString(7, refusal.message());
            statement.setString(8, refusal.messagePt());
            statement.executeUpdate();
        }
        return replay(connection, caller, operation, key, hash);
    }

    /** The answer to the first request of this key; a refusal when that was another request. */
    Optional<PostingAnswer> find(Connection connection, Caller caller, String operation, String key, UUID hash)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, caller.client());
            statement.setString(2, operation);
            statement.setString(3, key);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (!hash.equals(row.getObject("request_hash", UUID.class))) {
                    return Optional.of(new PostingAnswer.Refused(PostingTexts.keyReused()));
                }
                String code = row.getString("code");
                if (code != null) {
                    return Optional.of(new PostingAnswer.Refused(new PostingRefusal(
                            PostingRefusalCode.valueOf(code),
                            row.getString("field"),
                            row.getString("message"),
                            row.getString("message_pt"))));
                }
                return Optional.of(new PostingAnswer.Done(
                        row.getLong("id"), row.getLong("order_id"), row.getObject("delivery_id", Long.class)));
            }
        }
    }

    PostingAnswer replay(Connection connection, Caller caller, String operation, String key, UUID hash)
            throws SQLException {
        return find(connection, caller, operation, key, hash)
                .orElseThrow(() -> new IllegalStateException("the answer under key " + key + " is gone"));
    }

    boolean exists(Connection connection, UUID posting) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select 1 from hub.posting where public_id = ?")) {
            statement.setObject(1, posting);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
