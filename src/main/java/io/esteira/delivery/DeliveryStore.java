package io.esteira.delivery;

import io.esteira.adapter.delivery.Deadline;
import io.esteira.adapter.delivery.ReadBack;
import io.esteira.canonical.LoggedUpdate;
import io.esteira.outbox.DeliveryReasons;
import io.esteira.outbox.OutboxTransactions;
import io.esteira.outbox.OutboxTransactions.Outcome;
import io.esteira.platform.Jdbc;
import io.esteira.platform.SqlFile;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The outbox as a worker uses it. Each call is a short transaction; times are the database's. */
@Component
class DeliveryStore {

    private static final String CLAIM_SENDS = SqlFile.read(DeliveryStore.class, "delivery-claim-sends.sql");
    private static final String CLAIM_STOPS = SqlFile.read(DeliveryStore.class, "delivery-claim-downtimes.sql");
    private static final String CLAIM_READS = SqlFile.read(DeliveryStore.class, "delivery-claim-reads.sql");
    private static final String EXPIRE = SqlFile.read(DeliveryStore.class, "delivery-expire.sql");
    private static final String HASTEN = """
            update hub.delivery set next_at = now()
            where target = ? and state in ('PENDING', 'RETRYING', 'UNCERTAIN')
              and next_at > now() + ? * interval '1 millisecond'
            """;
    private static final String FINISH =
            LoggedUpdate.of("delivery", """
            state = ?, reason_code = ?, reason_text = ?, erp_key = coalesce(?, t.erp_key),
            pending_key = coalesce(?, t.pending_key), absent_reads = ?,
            next_at = clock_timestamp() + ? * interval '1 millisecond', lease_until = null, updated_at = now(),
            ended_at = case when ? then now() end
            """, "t.id = ? and t.claim_token = ? and t.state = ?");
    private static final String PLACE = "update hub.delivery set found_in = ? where id = ?";
    private static final String OWN_ROWS = SqlFile.read(DeliveryStore.class, "delivery-own-rows.sql");
    private static final String OWN_STOPS = SqlFile.read(DeliveryStore.class, "delivery-own-rows-of-downtime.sql");
    private static final String ATTEMPT = """
            insert into hub.delivery_attempt (delivery_id, kind, claim_token, outcome, detail, millis, request)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private final OutboxTransactions transactions;
    private final Consequences consequences;
    private final DeliveryTargets targets;
    private final String node = UUID.randomUUID().toString();

    /** Targets whose stops were due and found no lane free. */
    private final Set<String> keptBack = ConcurrentHashMap.newKeySet();

    DeliveryStore(OutboxTransactions transactions, Consequences consequences, DeliveryTargets targets) {
        this.transactions = transactions;
        this.targets = targets;
        this.consequences = consequences;
    }

    /** Takes up to {@code most} due deliveries: from here on they count as possibly sent. */
    List<Claim> claimSends(String target, Set<Short> companies, int most, Duration lease) {
        Deadline startBy = Deadline.in(lease.dividedBy(2));
        return transactions.run(connection -> {
            Sends sends = new Sends(connection, target, companies, lease, startBy);
            // Where postings took all there was, stops that were due come first.
            boolean kept = keptBack.remove(target);
            List<Claim> claims = new ArrayList<>(kept ? claim(sends, CLAIM_STOPS, most) : List.of());
            if (claims.size() < most) {
                claims.addAll(claim(sends, CLAIM_SENDS, most - claims.size()));
            }
            if (!kept && sends.stopsDue) {
                if (claims.size() < most) {
                    claims.addAll(claim(sends, CLAIM_STOPS, most - claims.size()));
                } else {
                    keptBack.add(target);
                }
            }
            return settled(placed(connection, claims));
        });
    }

    /** What claims of sends have in common. */
    private static final class Sends {
        private final Connection connection;
        private final String target;
        private final Set<Short> companies;
        private final Duration lease;
        private final Deadline startBy;
        private boolean stopsDue;

        Sends(Connection connection, String target, Set<Short> companies, Duration lease, Deadline startBy) {
            this.connection = connection;
            this.target = target;
            this.companies = companies;
            this.lease = lease;
            this.startBy = startBy;
        }
    }

    private List<Claim> claim(Sends sends, String sql, int most) throws SQLException {
        try (PreparedStatement statement = sends.connection.prepareStatement(sql)) {
            statement.setString(1, sends.target);
            statement.setString(2, sends.target);
            statement.setArray(3, ids(sends.connection, sends.companies));
            statement.setInt(4, most);
            statement.setString(5, node);
            statement.setLong(6, sends.lease.toMillis());
            boolean postings = sql.equals(CLAIM_SENDS);
            if (postings) {
                statement.setString(7, sends.target);
                statement.setArray(8, ids(sends.connection, sends.companies));
            }
            statement.execute();
            statement.getMoreResults();
            ResultSet rows = statement.getResultSet();
            statement.getMoreResults(Statement.KEEP_CURRENT_RESULT);
            if (postings) {
                ResultSet due = statement.getResultSet();
                sends.stopsDue = due.next() && due.getBoolean(1);
            }
            return claims(sends.connection, sends.target, rows, sends.startBy);
        }
    }

    /** Takes up to {@code most} deliveries whose fate has to be asked for. */
    List<Claim> claimReads(String target, Set<Short> companies, int most, Duration lease) {
        Deadline startBy = Deadline.in(lease.dividedBy(2));
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CLAIM_READS)) {
                Array ids = ids(connection, companies);
                statement.setString(1, target);
                statement.setArray(2, ids);
                statement.setString(3, target);
                statement.setArray(4, ids);
                statement.setInt(5, most);
                statement.setString(6, node);
                statement.setLong(7, lease.toMillis());
                return settled(claims(connection, target, statement.executeQuery(), startBy));
            }
        });
    }

    /** Makes uncertain what nodes left behind. */
    int expire(String target, Duration settle) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(EXPIRE)) {
                statement.setString(1, target);
                statement.setLong(2, settle.toMillis());
                int expired = statement.executeUpdate();
                return expired == 0 ? Outcome.undo(0) : Outcome.keep(expired);
            }
        });
    }

    /** Makes due what waits longer than anything is told to: the clock was set back since. */
    int hasten(String target, Duration longestPause) {
        return transactions.run(connection -> {
            int hastened = Jdbc.update(connection, HASTEN, target, longestPause.toMillis());
            return hastened == 0 ? Outcome.undo(0) : Outcome.keep(hastened);
        });
    }

    /** What is known of rows of the source that fit the claim's subject. */
    OwnRows ownRows(Claim claim, ReadBack.Alike alike) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ownRows(claim.subject()))) {
                statement.setLong(1, claim.id());
                statement.setString(2, claim.target());
                statement.setArray(
                        3, connection.createArrayOf("text", alike.erpKeys().toArray()));
                statement.setArray(
                        4, connection.createArrayOf("text", alike.pendingKeys().toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return Outcome.undo(new OwnRows(
                            keys(row.getArray("others")),
                            keys(row.getArray("pending_others")),
                            row.getString("own_pending"),
                            row.getBoolean("others_unplaced")));
                }
            }
        });
    }

    private static String ownRows(Subject subject) {
        return switch (subject.kind()) {
            case POSTING -> OWN_ROWS;
            case DOWNTIME -> OWN_STOPS;
        };
    }

    private static Set<String> keys(Array array) throws SQLException {
        return Set.copyOf(List.of((String[]) array.getArray()));
    }

    /** Writes what came of a claim; false when the claim was no longer this node's, and nothing was written but the try. */
    boolean finish(Claim claim, Try tried, Verdict verdict) {
        return transactions.run(connection -> {
            consequences.hold(connection, claim.subject());
            boolean own = update(connection, claim, verdict);
            attempt(
                    connection,
                    claim,
                    tried,
                    own ? verdict.outcome() : "FENCED_" + verdict.outcome(),
                    verdict.detail());
            if (own) {
                consequences.finished(connection, claim, verdict);
            }
            return Outcome.keep(own);
        });
    }

    private static boolean update(Connection connection, Claim claim, Verdict verdict) throws SQLException {
        return Jdbc.update(
                        connection,
                        FINISH,
                        verdict.state().name(),
                        verdict.reasonCode(),
                        verdict.reasonCode() == null ? null : verdict.detail(),
                        verdict.erpKey(),
                        verdict.pendingKey(),
                        verdict.absentReads(),
                        verdict.next().toMillis(),
                        verdict.state().ended(),
                        claim.id(),
                        claim.token(),
                        claim.state().name())
                == 1;
    }

    private static void attempt(Connection connection, Claim claim, Try tried, String outcome, String detail)
            throws SQLException {
        Jdbc.update(
                connection,
                ATTEMPT,
                claim.id(),
                tried.kind(),
                claim.token(),
                outcome,
                detail,
                (int) tried.took().toMillis(),
                tried.request());
    }

    private List<Claim> claims(Connection connection, String target, ResultSet rows, Deadline startBy)
            throws SQLException {
        List<Claim> claims = new ArrayList<>();
        while (rows.next()) {
            Subject subject = Subject.read(rows);
            boolean reversal = rows.getString("kind").equals("REVERSAL");
            UUID id = rows.getObject("public_id", UUID.class);
            claims.add(new Claim(
                    rows.getLong("id"),
                    target,
                    rows.getShort("company_id"),
                    subject,
                    reversal,
                    DeliveryState.valueOf(rows.getString("state")),
                    rows.getLong("claim_token"),
                    rows.getInt("attempts"),
                    rows.getInt("absent_reads"),
                    rows.getInt("reads"),
                    DeliveryReasons.KNOWN_IN_ERP.equals(rows.getString("reason_code")),
                    rows.getString("found_in"),
                    rows.getString("traceparent"),
                    startBy,
                    consequences.read(
                            connection,
                            subject,
                            target,
                            id,
                            reversal,
                            rows.getString("reference"),
                            rows.getString("loss_reason"))));
        }
        return claims;
    }

    /** Where each will be found, whatever the writer by the time that it is looked for. */
    private List<Claim> placed(Connection connection, List<Claim> claims) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PLACE)) {
            for (Claim claim : claims) {
                statement.setString(1, targets.of(claim).foundIn());
                statement.setLong(2, claim.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        return claims;
    }

    /** Nothing claimed is nothing changed: no signal, no commit. */
    private static Outcome<List<Claim>> settled(List<Claim> claims) {
        return claims.isEmpty() ? Outcome.undo(claims) : Outcome.keep(claims);
    }

    private static Array ids(Connection connection, Set<Short> companies) throws SQLException {
        return connection.createArrayOf("smallint", companies.toArray());
    }
}
