package io.esteira.mapping;

import io.esteira.mapping.CodeMapping.Code;
import io.esteira.platform.Company;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of mappings. Runs in the transaction of the caller; each method is one statement, each change has its entry in the change log. */
@Component
class MappingStore {

    /** A mapping of the table. */
    record Row(long id, UUID publicId, short companyId, CodeMapping mapping) {}

    private final JdbcClient jdbc;

    MappingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Changes of one company's mappings are made one after the other, so that none overlooks another. Held until the commit. */
    void lock(Company company) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('esteira.code_mapping'), ?)")
                .param((int) company.id())
                .query(row -> {});
    }

    Optional<Row> find(UUID publicId) {
        return jdbc.sql("select * from hub.code_mapping where public_id = ?")
                .param(publicId)
                .query((row, n) -> row(row))
                .optional();
    }

    /** One that is there. */
    Row get(long id) {
        return jdbc.sql("select * from hub.code_mapping where id = ?")
                .param(id)
                .query((row, n) -> row(row))
                .single();
    }

    /** All of the company that map these codes, whenever they are valid. */
    List<Row> of(Company company, Set<Code> codes) {
        return jdbc.sql("""
                        select m.* from hub.code_mapping m
                          join unnest(:kind::text[], :fromSource::text[], :fromCode::text[], :toSource::text[])
                               as c (kind, from_source, from_code, to_source)
                            on m.kind = c.kind and m.from_source = c.from_source and m.from_code = c.from_code
                           and m.to_source = coalesce(c.to_source, m.to_source)
                         where m.company_id = :company
                        """)
                .param("company", company.id())
                .param("kind", texts(codes, code -> code.kind().name()))
                .param("fromSource", texts(codes, Code::fromSource))
                .param("fromCode", texts(codes, Code::fromCode))
                .param("toSource", texts(codes, Code::toSource))
                .query((row, n) -> row(row))
                .list();
    }

    /** @return their ids */
    List<Long> insert(Company company, Collection<CodeMapping> mappings, String by, Instant at) {
        return values(jdbc.sql("""
                        with made as (
                          insert into hub.code_mapping (company_id, kind, from_source, from_code, to_source, to_code,
                            valid_from, valid_to, created_at, created_by, updated_at, updated_by)
                          select :company, m.*, :at, :by, :at, :by
                            from unnest(:kind::text[], :fromSource::text[], :fromCode::text[], :toSource::text[], :toCode::text[],
                                        :validFrom::date[], :validTo::date[]) m
                          returning id, company_id
                        ), logged as (
                          insert into hub.change_log (entity, row_id, company_id, kind)
                          select 'code_mapping', id, company_id, 'I' from made
                        )
                        select id from made
                        """), mappings)
                .param("company", company.id())
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .list();
    }

    /**
     * Writes what the mappings say now. The keys of those that mean something else, or do not hold any more, are taken back;
     * what they give now is linked anew.
     *
     * @param today the company's business day
     */
    void update(Collection<Row> changed, LocalDate today, String by, Instant at) {
        values(jdbc.sql("""
                        with given as (
                          select * from unnest(:id::bigint[], :kind::text[], :fromSource::text[], :fromCode::text[],
                                               :toSource::text[], :toCode::text[], :validFrom::date[], :validTo::date[])
                               as g (id, kind, from_source, from_code, to_source, to_code, valid_from, valid_to)
                        ), found as (
                          select t.id, t.company_id, to_jsonb(t) as before,
                                 (t.kind, t.from_source, t.from_code, t.to_source, t.to_code)
                                   = (g.kind, g.from_source, g.from_code, g.to_source, g.to_code)
                                 and :today::date between coalesce(g.valid_from, '-infinity') and coalesce(g.valid_to, 'infinity')
                                   as keeps_key
                            from hub.code_mapping t join given g on g.id = t.id
                             for update of t
                        ), unlinked as (
                          delete from hub.source_ref r using found f where r.mapping_id = f.id and not f.keeps_key
                        ), changed as (
                          update hub.code_mapping t
                             set kind = g.kind, from_source = g.from_source, from_code = g.from_code, to_source = g.to_source,
                                 to_code = g.to_code, valid_from = g.valid_from, valid_to = g.valid_to,
                                 updated_at = :at, updated_by = :by
                            from given g
                           where t.id = g.id
                        )
                        insert into hub.change_log (entity, row_id, company_id, kind, before)
                        select 'code_mapping', id, company_id, 'U', before from found
                        """), changed.stream().map(Row::mapping).toList())
                .param("id", changed.stream().map(Row::id).toArray(Long[]::new))
                .param("today", today.toString())
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(long id) {
        jdbc.sql("""
                        with gone as (delete from hub.code_mapping where id = ? returning *)
                        insert into hub.change_log (entity, row_id, company_id, kind, before)
                        select 'code_mapping', id, company_id, 'D', to_jsonb(gone) from gone
                        """).param(id).update();
    }

    /** The company's mappings of that kind, or of all, in the order of their codes; the first ones where there are more. */
    List<CodeMapping> all(Company company, @Nullable MappingKind kind, int most) {
        return jdbc.sql("""
                        select * from hub.code_mapping where company_id = ? and (?::text is null or kind = ?)
                         order by kind, from_source, from_code, to_source, valid_from nulls first
                         limit ?
                        """)
                .param(1, company.id())
                .param(2, kind == null ? null : kind.name(), Types.VARCHAR)
                .param(3, kind == null ? null : kind.name(), Types.VARCHAR)
                .param(4, most)
                .query((row, n) -> row(row).mapping())
                .list();
    }

    private static JdbcClient.StatementSpec values(JdbcClient.StatementSpec statement, Collection<CodeMapping> rows) {
        return statement
                .param("kind", texts(rows, row -> row.kind().name()))
                .param("fromSource", texts(rows, CodeMapping::fromSource))
                .param("fromCode", texts(rows, CodeMapping::fromCode))
                .param("toSource", texts(rows, CodeMapping::toSource))
                .param("toCode", texts(rows, CodeMapping::toCode))
                .param("validFrom", texts(rows, row -> text(row.validFrom())))
                .param("validTo", texts(rows, row -> text(row.validTo())));
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static <T> @Nullable String[] texts(Collection<T> rows, Function<T, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getShort("company_id"),
                new CodeMapping(
                        MappingKind.valueOf(row.getString("kind")),
                        row.getString("from_source"),
                        row.getString("from_code"),
                        row.getString("to_source"),
                        row.getString("to_code"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class)));
    }
}
