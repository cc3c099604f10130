package io.esteira.telemetry;

import io.esteira.platform.Companies;
import io.esteira.platform.PublicIds;
import io.esteira.telemetry.CounterSequence.Reading;
import io.esteira.telemetry.CounterTally.Added;
import io.esteira.telemetry.CounterTally.Machine;
import io.esteira.telemetry.CounterTally.Product;
import io.esteira.telemetry.CounterTally.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The tables of counters. Each method is one statement, whatever the number of rows. */
@Component
class CounterStore {

    private final JdbcClient jdbc;
    private final Companies companies;

    CounterStore(JdbcClient jdbc, Companies companies) {
        this.jdbc = jdbc;
        this.companies = companies;
    }

    /** Adds the machines that are not known yet, in the order of their keys, so that two replicas never wait for each other. */
    void ensure(Collection<EquipmentKey> keys) {
        keyed("""
                        insert into hub.equipment (public_id, company_id, source, code, name)
                        select k.public_id, k.company_id, k.source, k.code, k.code
                          from unnest(:public_id::uuid[], :company::smallint[], :source::text[], :code::text[])
                               as k (public_id, company_id, source, code)
                         where not exists (
                           select 1 from hub.equipment e
                            where e.company_id = k.company_id and e.source = k.source and e.code = k.code)
                         order by k.company_id, k.source, k.code
                        on conflict (company_id, source, code) do nothing
                        """, keys).param("public_id", texts(keys, CounterStore::publicId)).update();
    }

    /**
     * Where the machines stand. They stay locked until the transaction ends; always locked in the order of their ids. Rows that come to
     * refer to them meanwhile do not wait: no key changes.
     */
    Map<EquipmentKey, Machine> lock(Collection<EquipmentKey> keys) {
        Map<EquipmentKey, Machine> machines = new HashMap<>();
        keyed("""
                        select e.* from hub.equipment e
                         where (e.company_id, e.source, e.code) in (
                           select * from unnest(:company::smallint[], :source::text[], :code::text[]))
                         order by e.id for no key update
                        """, keys).query(row -> {
            machines.put(key(row), machine(row));
        });
        return machines;
    }

    /** Keeps the readings; those that are there already are skipped. */
    void write(Collection<Row> rows) {
        jdbc.sql("""
                        insert into hub.counter_reading
                               (equipment_id, at, product_code, good, bad, good_delta, bad_delta, kind)
                        select * from unnest(:equipment::bigint[], :at::timestamptz[], :product::text[], :good::bigint[],
                               :bad::bigint[], :good_delta::bigint[], :bad_delta::bigint[], :kind::text[])
                        on conflict do nothing
                        """)
                .param("equipment", longs(rows, Row::equipmentId))
                .param("at", texts(rows, row -> row.reading().at()))
                .param("product", texts(rows, row -> row.reading().product()))
                .param("good", longs(rows, row -> row.reading().good()))
                .param("bad", longs(rows, row -> row.reading().bad()))
                .param("good_delta", longs(rows, row -> row.step().goodDelta()))
                .param("bad_delta", longs(rows, row -> row.step().badDelta()))
                .param("kind", texts(rows, row -> row.step().kind()))
                .update();
    }

    /** Moves the machines on to their newest reading. */
    void update(Collection<Machine> machines) {
        jdbc.sql("""
                        update hub.equipment e
                           set name = m.name, status = m.status, product_code = m.product, last_at = m.at,
                               last_good = m.good, last_bad = m.bad
                          from unnest(:id::bigint[], :name::text[], :status::text[], :product::text[],
                               :at::timestamptz[], :good::bigint[], :bad::bigint[])
                               as m (id, name, status, product, at, good, bad)
                         where e.id = m.id
                        """)
                .param("id", longs(machines, Machine::id))
                .param("name", texts(machines, Machine::name))
                .param("status", texts(machines, Machine::status))
                .param("product", texts(machines, machine -> newest(machine).product()))
                .param("at", texts(machines, machine -> newest(machine).at()))
                .param("good", longs(machines, machine -> newest(machine).good()))
                .param("bad", longs(machines, machine -> newest(machine).bad()))
                .update();
    }

    /**
     * Adds to the counts that are open, with an entry in the change log for each count that is new or changed.
     *
     * @return how many these are
     */
    int add(Collection<Added> added) {
        return jdbc.sql("""
                        with known as (
                          select a.*, t.id, to_jsonb(t) as before
                            from unnest(:public_id::uuid[], :company::smallint[], :equipment::bigint[], :product::text[],
                                 :good::numeric[], :bad::numeric[], :first_at::timestamptz[], :last_at::timestamptz[])
                                 as a (public_id, company_id, equipment_id, product_code, good, bad, first_at, last_at)
                            left join hub.machine_count t on t.equipment_id = a.equipment_id
                              and t.product_code = a.product_code and t.closed_at is null
                           where t.id is null or a.good <> 0 or a.bad <> 0
                        ), merged as (
                          merge into hub.machine_count t using known k on t.id = k.id
                          when matched then update
                               set good = t.good + k.good, bad = t.bad + k.bad, last_at = k.last_at
                          when not matched then insert
                               (public_id, company_id, equipment_id, product_code, item_id, good, bad, first_at, last_at)
                               values (
                                 (select case count(*) when 0 then k.public_id else md5(k.public_id || '|' || count(*))::uuid end
                                    from hub.machine_count c
                                   where c.equipment_id = k.equipment_id and c.product_code = k.product_code),
                                 k.company_id, k.equipment_id, k.product_code,
                                 coalesce(
                                   (select r.id from hub.source_ref r join hub.equipment e on e.id = k.equipment_id
                                     where r.company_id = k.company_id and r.entity = 'item' and r.source = e.source
                                       and r.key = k.product_code),
                                   (select i.id from hub.item i
                                     where i.company_id = k.company_id and i.code = k.product_code)),
                                 k.good, k.bad, k.first_at, k.last_at)
                          returning merge_action() as action, t.id, t.company_id, k.before
                        )
                        insert into hub.change_log (entity, row_id, company_id, kind, before)
                        select 'machine_count', id, company_id, left(action, 1)::"char", before from merged
                        """)
                .param("public_id", texts(added, each -> publicId(each.product())))
                .param("company", shorts(added, each -> each.product().equipment()))
                .param("equipment", longs(added, each -> each.product().equipmentId()))
                .param("product", texts(added, each -> each.product().code()))
                .param("good", longs(added, Added::good))
                .param("bad", longs(added, Added::bad))
                .param("first_at", texts(added, Added::firstAt))
                .param("last_at", texts(added, Added::lastAt))
                .update();
    }

    private StatementSpec keyed(String sql, Collection<EquipmentKey> keys) {
        return jdbc.sql(sql)
                .param("company", shorts(keys, Function.identity()))
                .param("source", texts(keys, EquipmentKey::source))
                .param("code", texts(keys, EquipmentKey::code));
    }

    private EquipmentKey key(ResultSet row) throws SQLException {
        return new EquipmentKey(
                companies.get(row.getShort("company_id")), row.getString("source"), row.getString("code"));
    }

    private static Machine machine(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("last_at", OffsetDateTime.class);
        CounterSequence sequence = at == null
                ? CounterSequence.UNKNOWN
                : new CounterSequence(new Reading(
                        row.getString("product_code"),
                        at.toInstant(),
                        row.getLong("last_good"),
                        row.getLong("last_bad")));
        return new Machine(row.getLong("id"), sequence, row.getString("name"), row.getString("status"));
    }

    private static Reading newest(Machine machine) {
        return Objects.requireNonNull(machine.sequence().last(), "a machine that moved on has a reading");
    }

    private static String publicId(EquipmentKey key) {
        return PublicIds.of(key.company().code(), "equipment", key.source(), key.code())
                .toString();
    }

    private static String publicId(Product product) {
        EquipmentKey key = product.equipment();
        return PublicIds.of(key.company().code(), "machine_count", key.source(), key.code() + '|' + product.code())
                .toString();
    }

    private static <T> String[] texts(Collection<T> rows, Function<T, Object> value) {
        return rows.stream().map(row -> value.apply(row).toString()).toArray(String[]::new);
    }

    private static <T> Long[] longs(Collection<T> rows, Function<T, Long> value) {
        return rows.stream().map(value).toArray(Long[]::new);
    }

    private static <T> Short[] shorts(Collection<T> rows, Function<T, EquipmentKey> key) {
        return rows.stream().map(row -> key.apply(row).company().id()).toArray(Short[]::new);
    }
}
