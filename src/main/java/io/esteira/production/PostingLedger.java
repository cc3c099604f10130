package io.esteira.production;

import io.esteira.canonical.LoggedUpdate;
import io.esteira.outbox.Ledger;
import io.esteira.outbox.SubjectKind;
import io.esteira.platform.Companies;
import io.esteira.platform.Jdbc;
import io.esteira.platform.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What deliveries do to postings; those of one order take turns. */
@Component
public class PostingLedger extends Ledger {

    private static final String CORRECT =
            LoggedUpdate.of("posting", """
            posted_on = coalesce(?, t.posted_on), started_at = coalesce(?, t.started_at),
            ended_at = coalesce(?, t.ended_at), operator = coalesce(?, t.operator),
            equipment = coalesce(?, t.equipment), note = coalesce(?, t.note), completes = coalesce(?, t.completes)
            """, "t.id = ? and t.state = 'ACCEPTED' and not t.in_erp");

    private static final String CORRECTABLE = """
            select v.key, v.value::text as value
              from hub.posting p
              cross join lateral jsonb_each(jsonb_build_object(
                'postedOn', p.posted_on, 'startedAt', p.started_at, 'endedAt', p.ended_at, 'operator', p.operator,
                'equipment', p.equipment, 'note', p.note, 'completes', p.completes)) v
             where p.id = ?
            """;

    private final PostingTotals totals;
    private final Companies companies;
    private final Clock clock;

    PostingLedger(PostingTotals totals, Companies companies, Clock clock) {
        super(SubjectKind.POSTING);
        this.totals = totals;
        this.companies = companies;
        this.clock = clock;
    }

    @Override
    public void hold(Connection connection, long orderId) {
        Jdbc.on(connection)
                .sql("select id from hub.production_order where id = ? for no key update")
                .param(orderId)
                .query(Long.class)
                .single();
    }

    @Override
    public void retotal(Connection connection, long orderId) throws SQLException {
        totals.recomputeOne(connection, orderId);
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

    /** What may be mended of a posting, each value as JSON by its name in the contract. */
    public Map<String, String> correctable(Connection connection, long postingId) {
        Map<String, String> values = new HashMap<>();
        Jdbc.on(connection).sql(CORRECTABLE).param(postingId).query(row -> {
            values.put(row.getString("key"), row.getString("value"));
        });
        return values;
    }

    /** Replaces what a person mended of a posting that the ERP has refused; what is null stays. */
    public Optional<Refusal> correct(Connection connection, long postingId, PostingCorrection correction)
            throws SQLException {
        Optional<Refusal> refusal = dates(connection, postingId, correction);
        if (refusal.isEmpty()) {
            Jdbc.update(
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

    private Optional<Refusal> dates(Connection connection, long postingId, PostingCorrection correction)
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

    private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
