package io.esteira.downtime;

import io.esteira.platform.Company;
import io.esteira.platform.Jdbc;
import io.esteira.platform.PublicIds;
import io.esteira.platform.SqlFile;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a reported stop names. Works in the caller's transaction. */
@Component
class DowntimeOpening {

    private static final String MACHINE = SqlFile.read(DowntimeOpening.class, "downtime-machine.sql");
    private static final String ORDER = """
            select o.id, o.source, o.source_key, o.number, s.id as step_id
            from hub.production_order o
            left join hub.order_step s on s.order_id = o.id and s.operation = ? and s.deleted_at is null
            where o.company_id = ? and (o.public_id = ?::uuid or o.number = ?) and o.deleted_at is null
            order by s.sequence
            limit 1
            """;
    private static final String REASON_KNOWN = """
            select not exists (select 1 from hub.downtime_reason r where r.company_id = :company and r.deleted_at is null)
                or exists (select 1 from hub.downtime_reason r
                           where r.company_id = :company and r.deleted_at is null
                             and r.code in (:reason, hub.mapped_code(:company, 'STOP_REASON', 'hub', :target, :reason, :day)))
            """;
    private static final String ADD_MACHINE = """
            insert into hub.equipment as e (public_id, company_id, source, code, name) values (?, ?, ?, ?, ?)
            on conflict (company_id, source, code) do update set code = excluded.code
            returning e.id
            """;

    /**
     * An order that a stop names.
     *
     * @param stepId null where it has no such step, or none was named
     */
    record Order(
            long id,
            String source,
            String sourceKey,
            String number,
            @Nullable Long stepId) {}

    private record Machine(@Nullable Long id, boolean known, String erpCode) {}

    DowntimeOpening() {}

    Optional<Order> order(Connection connection, Company company, NewDowntime stop) {
        return Jdbc.on(connection)
                .sql(ORDER)
                .param(stop.operation())
                .param(company.id())
                .param(stop.orderId() == null ? null : stop.orderId().toString())
                .param(stop.orderId() == null ? stop.orderNumber() : null)
                .query(Order.class)
                .optional();
    }

    /** The machine; one that only the ERP's routings or a mapping name so far is taken in. Empty for an unknown one. */
    Optional<Long> machine(Connection connection, Company company, String target, String code, LocalDate day) {
        Machine machine = Jdbc.on(connection)
                .sql(MACHINE)
                .param("company", company.id())
                .param("target", target)
                .param("code", code)
                .param("day", day)
                .query(Machine.class)
                .single();
        if (machine.id() != null) {
            return Optional.of(machine.id());
        }
        return machine.known() ? Optional.of(add(connection, company, target, machine.erpCode())) : Optional.empty();
    }

    private static Long add(Connection connection, Company company, String source, String code) {
        List<Object> key = List.of(company.id(), source, code);
        UUID id = PublicIds.of(company.code(), "equipment", source, code);
        return Jdbc.on(connection)
                .sql(ADD_MACHINE)
                .param(id)
                .params(key)
                .param(code)
                .query(Long.class)
                .single();
    }

    /** A company of which no reasons are known takes any. */
    boolean isReason(Connection connection, Company company, String target, String reason, LocalDate day) {
        return Jdbc.on(connection)
                .sql(REASON_KNOWN)
                .param("company", company.id())
                .param("target", target)
                .param("reason", reason)
                .param("day", day)
                .query(Boolean.class)
                .single();
    }
}
