package io.esteira.subcontracting;

import io.esteira.platform.SqlFile;
import java.sql.Types;
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

    /** A capacity of the table. */
    record CapacityRow(long id, short companyId, long subcontractorId) {}

    /** An order of the table. */
    record OrderRow(long id, UUID publicId, short companyId, String number) {}

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

    void saveCapacity(
            short companyId,
            long subcontractorId,
            long phaseId,
            AgreedCapacity capacity,
            @Nullable String note,
            String by) {
        jdbc.sql(SAVE)
                .param("company", companyId)
                .param("subcontractor", subcontractorId)
                .param("phase", phaseId)
                .param("category", capacity.category())
                .param("pieces", capacity.piecesPerDay())
                .param("leadTime", capacity.leadTimeDays(), Types.INTEGER)
                .param("note", note, Types.VARCHAR)
                .param("by", by)
                .update();
    }

    Optional<CapacityRow> capacity(UUID publicId) {
        return jdbc.sql("""
                        select id, company_id, subcontractor_id from hub.subcontract_capacity where public_id = ? and deleted_at is null
                        """).param(publicId).query(CapacityRow.class).optional();
    }

    void removeCapacity(CapacityRow capacity, String by) {
        jdbc.sql(REMOVE).param("id", capacity.id()).param("by", by).update();
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

    long addStatus(
            OrderRow order,
            long subcontractorId,
            SubcontractStatus status,
            @Nullable String note,
            @Nullable LocalDate promisedOn,
            String by) {
        return jdbc.sql("""
                        with made as (
                          insert into hub.subcontract_status (company_id, order_id, subcontractor_id, status, note, promised_on, created_by)
                          values (:company, :order, :subcontractor, :status, :note, :promisedOn, :by)
                          returning id, company_id
                        ),
                        logged as (
                          insert into hub.change_log (entity, row_id, company_id, kind)
                          select 'subcontract_status', id, company_id, 'I' from made
                        )
                        select id from made
                        """)
                .param("company", order.companyId())
                .param("order", order.id())
                .param("subcontractor", subcontractorId)
                .param("status", status.name())
                .param("note", note, Types.VARCHAR)
                .param("promisedOn", promisedOn, Types.DATE)
                .param("by", by)
                .query(Long.class)
                .single();
    }
}
