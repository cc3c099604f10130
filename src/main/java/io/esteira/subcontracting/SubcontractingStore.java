package io.esteira.subcontracting;

import io.esteira.platform.SqlFile;
import io.esteira.subcontracting.Subcontracting.Told;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of capacities and statuses. Runs in the transaction of the caller; each change has its entry in the change log. */
@Component
class SubcontractingStore {

    private static final String SAVE = SqlFile.read(SubcontractingStore.class, "capacity-save.sql");
    private static final String REMOVE = SqlFile.read(SubcontractingStore.class, "capacity-remove.sql");
    private static final String ADD_STATUS = SqlFile.read(SubcontractingStore.class, "status-add.sql");
    private static final String HOLDER = SqlFile.read(SubcontractingStore.class, "status-holder.sql");

    /** A capacity of the table. */
    record CapacityRow(long id, short companyId, long subcontractorId) {}

    /** An order of the table. */
    record OrderRow(long id, UUID publicId, short companyId, String number) {}

    /**
     * Where a status was told, if not here.
     *
     * @param key by which the source knows it
     * @param superseded whether something else had been told there since
     */
    record Origin(String source, String key, Instant at, boolean superseded) {}

    /** Who was handed an order. */
    record Holder(long id, String code, boolean open) {}

    private final JdbcClient jdbc;

    SubcontractingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Changes of one company's subcontractors are made one after the other. Held until the commit. */
    void lock(short companyId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('esteira.subcontractor'), ?)")
                .param((int) companyId)
                .query(row -> {});
    }

    Optional<Long> subcontractor(short companyId, String code) {
        return id("hub.subcontractor", companyId, code);
    }

    Optional<Long> phase(short companyId, String code) {
        return id("hub.phase", companyId, code);
    }

    Optional<Long> calendar(short companyId, String code) {
        return id("hub.work_calendar", companyId, code);
    }

    private Optional<Long> id(String table, short companyId, String code) {
        return jdbc.sql("select id from " + table + " where company_id = ? and code = ? and deleted_at is null")
                .params(companyId, code)
                .query(Long.class)
                .optional();
    }

    /** Categories that an item's description can tell by these rules. */
    List<String> categories(String rules) {
        return jdbc.sql("""
                        select '-' union
                        select d.rule ->> 'meaning' from jsonb_array_elements(?::jsonb -> 'categories') as d (rule)
                        """).param(rules).query(String.class).list();
    }

    /** @param source that the capacity follows; null where a person sets it. Of a source, only what follows it is changed. */
    void saveCapacity(
            short companyId,
            long subcontractorId,
            long phaseId,
            AgreedCapacity capacity,
            @Nullable String note,
            @Nullable String source,
            String by) {
        jdbc.sql(SAVE)
                .param("company", companyId)
                .param("subcontractor", subcontractorId)
                .param("phase", phaseId)
                .param("category", capacity.category())
                .param("pieces", capacity.piecesPerDay())
                .param("leadTime", capacity.leadTimeDays(), Types.INTEGER)
                .param("note", note, Types.VARCHAR)
                .param("source", source, Types.VARCHAR)
                .param("by", by)
                .update();
    }

    /** What holds and follows a source. */
    Optional<CapacityRow> following(long subcontractorId, long phaseId, String category, String source) {
        return jdbc.sql("""
                        select id, company_id, subcontractor_id from hub.subcontract_capacity
                        where subcontractor_id = ? and phase_id = ? and category = ? and source = ? and deleted_at is null
                        """)
                .params(subcontractorId, phaseId, category, source)
                .query(CapacityRow.class)
                .optional();
    }

    Optional<CapacityRow> capacity(UUID publicId) {
        return jdbc.sql("""
                        select id, company_id, subcontractor_id from hub.subcontract_capacity where public_id = ? and deleted_at is null
                        """).param(publicId).query(CapacityRow.class).optional();
    }

    /** @param source that says so; null where a person does */
    void removeCapacity(CapacityRow capacity, @Nullable String source, String by) {
        jdbc.sql(REMOVE)
                .param("id", capacity.id())
                .param("source", source, Types.VARCHAR)
                .param("by", by)
                .update();
    }

    void setNickname(long subcontractorId, String nickname) {
        jdbc.sql("""
                        with found as (
                          select t.id, t.company_id, to_jsonb(t) as before from hub.subcontractor t
                          where t.id = :id and t.nickname is distinct from :nickname
                        ),
                        logged as (
                          insert into hub.change_log (entity, row_id, company_id, kind, before)
                          select 'subcontractor', id, company_id, 'U', before from found
                        )
                        update hub.subcontractor set nickname = :nickname where id in (select id from found)
                        """).param("id", subcontractorId).param("nickname", nickname).update();
    }

    void setCalendar(long subcontractorId, @Nullable Long calendarId) {
        jdbc.sql("""
                        with found as (
                          select t.id, t.company_id, to_jsonb(t) as before from hub.subcontractor t
                          where t.id = :id and t.calendar_id is distinct from :calendar
                        ),
                        logged as (
                          insert into hub.change_log (entity, row_id, company_id, kind, before)
                          select 'subcontractor', id, company_id, 'U', before from found
                        )
                        update hub.subcontractor set calendar_id = :calendar where id in (select id from found)
                        """)
                .param("id", subcontractorId)
                .param("calendar", calendarId, Types.BIGINT)
                .update();
    }

    Optional<OrderRow> order(UUID publicId) {
        return jdbc.sql("select id, public_id, company_id, number from hub.production_order where public_id = ?")
                .param(publicId)
                .query(OrderRow.class)
                .optional();
    }

    Optional<OrderRow> order(short companyId, String number) {
        return jdbc.sql("""
                        select id, public_id, company_id, number from hub.production_order
                        where company_id = ? and number = ? and deleted_at is null
                        """).params(companyId, number).query(OrderRow.class).optional();
    }

    /** Who had the order on a day; several where nothing tells which one. */
    List<Long> holdersOn(long orderId, LocalDate day) {
        return jdbc.sql(HOLDER)
                .param("order", orderId)
                .param("day", day)
                .query(Long.class)
                .list();
    }

    /** Whether what a source was told is kept already. */
    boolean isKept(short companyId, String source, String key) {
        return jdbc.sql("""
                        select exists (
                          select 1 from hub.subcontract_status where company_id = ? and source = ? and source_key = ?)
                        """).params(companyId, source, key).query(Boolean.class).single();
    }

    /** All who were ever handed the order. */
    List<Holder> holders(long orderId) {
        return jdbc.sql("""
                        select b.id, b.code, bool_or(s.open) as open
                        from hub.subcontract_shipment s
                        join hub.subcontractor b on b.id = s.subcontractor_id
                        where s.order_id = ? and s.deleted_at is null
                        group by b.id, b.code order by b.code
                        """).param(orderId).query(Holder.class).list();
    }

    /** @param origin null where a person tells it here and now */
    long addStatus(OrderRow order, long subcontractorId, Told told, @Nullable Origin origin, String by) {
        return jdbc.sql(ADD_STATUS)
                .param("company", order.companyId())
                .param("order", order.id())
                .param("subcontractor", subcontractorId)
                .param("status", told.status().name())
                .param("note", told.note(), Types.VARCHAR)
                .param("promisedOn", told.promisedOn(), Types.DATE)
                .param("source", origin == null ? null : origin.source(), Types.VARCHAR)
                .param("key", origin == null ? null : origin.key(), Types.VARCHAR)
                .param("superseded", origin != null && origin.superseded())
                .param("at", origin == null ? null : origin.at().toString(), Types.VARCHAR)
                .param("by", by)
                .query(Long.class)
                .single();
    }
}
