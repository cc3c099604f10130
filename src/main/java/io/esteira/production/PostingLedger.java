package io.esteira.production;

import io.esteira.platform.Companies;
import io.esteira.platform.Jdbc;
import io.esteira.platform.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What deliveries do to postings. Each method works in the caller's transaction, which holds the order by {@link #hold}; the
 * totals follow by {@link #retotal}.
 */
@Component
public class PostingLedger {

    private static final String CONFIRM =
            LoggedUpdate.of("posting", "in_erp = true", "t.id = ? and t.state = 'ACCEPTED' and not t.in_erp");
    private static final String REVERSE = LoggedUpdate.of(
            "posting",
            "state = 'REVERSED', in_erp = false, reversed_at = now(), reversal_reason = coalesce(?, t.reversal_reason)",
            "t.id = ? and t.state = 'ACCEPTED'");
    private static final String REQUEST_REVERSAL = LoggedUpdate.of(
            "posting",
            "reversal_reason = ?, reversal_requested_by = ?, reversal_requested_at = now()",
            "t.id = ? and t.state = 'ACCEPTED' and t.reversal_requested_at is null");
    private static final String WITHDRAW_REVERSAL = LoggedUpdate.of(
            "posting",
            "reversal_reason = null, reversal_requested_by = null, reversal_requested_at = null",
            "t.id = ? and t.state = 'ACCEPTED' and t.reversal_requested_at is not null");
    private static final String CORRECT =
            LoggedUpdate.of("posting", """
            posted_on = coalesce(?, t.posted_on), started_at = coalesce(?, t.started_at),
            ended_at = coalesce(?, t.ended_at), operator = coalesce(?, t.operator),
            equipment = coalesce(?, t.equipment), note = coalesce(?, t.note), completes = coalesce(?, t.completes)
            """, "t.id = ? and t.state = 'ACCEPTED' and not t.in_erp");
    private static final String END_SIGHTINGS =
            "update hub.posting_sighting set reversed = true, last_seen_at = greatest(last_seen_at, now()) where posting_id = ?";
    private static final String JOIN = SqlFile.read(PostingLedger.class, "posting-join.sql");

    private final PostingTotals totals;
    private final Companies companies;
    private final Clock clock;

    PostingLedger(PostingTotals totals, Companies companies, Clock clock) {
        this.totals = totals;
        this.companies = companies;
        this.clock = clock;
    }

    /** Holds an order for the rest of the transaction: whoever changes its postings takes turns. */
    public void hold(Connection connection, long orderId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select id from hub.production_order where id = ? for no key update")) {
            statement.setLong(1, orderId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no order " + orderId);
                }
            }
        }
    }

    /** The posting is this row of the ERP: what was read of it before that was known is its own. */
    public void recognise(Connection connection, long postingId, String source, String erpKey) throws SQLException {
        update(connection, JOIN, postingId, source, erpKey);
    }

    /**
     * The ERP has the posting, with all steps of its delivery. A posting of which it has only some counts as pending as a whole:
     * what is missing is on its way or waits for a person, and nothing of it is sent twice.
     */
    public void confirm(Connection connection, long postingId) throws SQLException {
        update(connection, CONFIRM, postingId);
    }

    /**
     * The posting counts no more: it was never sent, or the ERP has reversed it. What was read of it before that is out of date.
     *
     * @param reason null keeps the one given with the request
     */
    public void reverse(Connection connection, long postingId, @Nullable String reason) throws SQLException {
        update(connection, REVERSE, reason, postingId);
        update(connection, END_SIGHTINGS, postingId);
    }

    /**
     * Losses that went apart from a posting that was reversed: what was not sent is given up; what is at the source waits for a
     * person, who reverses it there. Nothing where the posting counts.
     */
    public void endLosses(Connection connection, long postingId) {
        Jdbc.on(connection)
                .sql(ReversedLosses.OF_ONE)
                .param("posting", postingId)
                .params(ReversedLosses.TEXTS)
                .update();
    }

    /**
     * Has the losses of a posting, which was accepted as one delivery, go apart after all. Only where nothing of it can be at the
     * source, since its scrap would be there too.
     *
     * @param deliveryId of the posting itself
     */
    public void splitLosses(Connection connection, String company, long postingId, long deliveryId)
            throws SQLException {
        SplitLosses.of(connection, company, postingId, deliveryId);
    }

    /** Replaces what a person mended of a posting that the ERP has refused; what is null stays. */
    public Optional<PostingRefusal> correct(Connection connection, long postingId, PostingCorrection correction)
            throws SQLException {
        Optional<PostingRefusal> refusal = dates(connection, postingId, correction);
        if (refusal.isEmpty()) {
            update(
                    connection,
                    CORRECT,
                    correction.postedOn(),
                    utc(correction.startedAt()),
                    utc(correction.endedAt()),
                    correction.operator(),
                    correction.equipment(),
                    correction.note(),
                    correction.completes(),
                    postingId);
        }
        return refusal;
    }

    private Optional<PostingRefusal> dates(Connection connection, long postingId, PostingCorrection correction)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select company_id, posted_on, started_at, ended_at from hub.posting where id = ?")) {
            statement.setLong(1, postingId);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                LocalDate day = correction.postedOn();
                Instant from = correction.startedAt();
                Instant to = correction.endedAt();
                return PostingRules.dates(
                        day == null ? row.getObject("posted_on", LocalDate.class) : day,
                        from == null ? instant(row.getObject("started_at", OffsetDateTime.class)) : from,
                        to == null ? instant(row.getObject("ended_at", OffsetDateTime.class)) : to,
                        companies.get(row.getShort("company_id")).zone(),
                        clock);
            }
        }
    }

    void requestReversal(Connection connection, long postingId, String reason, String by) throws SQLException {
        update(connection, REQUEST_REVERSAL, reason, by, postingId);
    }

    /** The reversal is not going to be delivered: the posting stays as it was. */
    public void withdrawReversal(Connection connection, long postingId) throws SQLException {
        update(connection, WITHDRAW_REVERSAL, postingId);
    }

    public void retotal(Connection connection, long orderId) throws SQLException {
        totals.recomputeOne(connection, orderId);
    }

    private static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
