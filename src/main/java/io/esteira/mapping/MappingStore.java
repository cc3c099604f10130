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
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of mappings. Runs in the transaction of the caller; each method is one statement. */
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

    /** All of the company that map these codes, whenever they are valid. */
    List<Row> of(Company company, Collection<Code> codes) {
        return jdbc.sql("""
                        select m.* from hub.code_mapping m
                         where m.company_id = :company and (m.kind, m.from_source, m.from_code, m.to_source) in (
                           select * from unnest(:kind::text[], :fromSource::text[], :fromCode::text[], :toSource::text[]))
                        """)
                .param("company", company.id())
                .param("kind", texts(codes, code -> code.kind().name()))
                .param("fromSource", texts(codes, Code::fromSource))
                .param("fromCode", texts(codes, Code::fromCode))
                .param("toSource", texts(codes, Code::toSource))
                .query((row, n) -> row(row))
                .list();
    }

    void insert(Company company, Collection<CodeMapping> mappings, String by, Instant at) {
        values(jdbc.sql("""
                        insert into hub.code_mapping (company_id, kind, from_source, from_code, to_source, to_code,
                          valid_from, valid_to, created_at, created_by, updated_at, updated_by)
                        select :company, m.*, :at, :by, :at, :by
                          from unnest(:kind::text[], :fromSource::text[], :fromCode::text[], :toSource::text[], :toCode::text[],
                                      :validFrom::date[], :validTo::date[]) m
                        """), mappings)
                .param("company", company.id())
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What the mappings gave before takes effect no more; what they give now is linked anew. */
    void update(Collection<Row> changed, String by, Instant at) {
        Long[] ids = changed.stream().map(Row::id).toArray(Long[]::new);
        jdbc.sql("delete from hub.source_ref where mapping_id = any(?)")
                .param(ids)
                .update();
        values(jdbc.sql("""
                        update hub.code_mapping t
                           set kind = m.kind, from_source = m.from_source, from_code = m.from_code, to_source = m.to_source,
                               to_code = m.to_code, valid_from = m.valid_from, valid_to = m.valid_to,
                               updated_at = :at, updated_by = :by
                          from unnest(:id::bigint[], :kind::text[], :fromSource::text[], :fromCode::text[], :toSource::text[],
                                      :toCode::text[], :validFrom::date[], :validTo::date[])
                               m (id, kind, from_source, from_code, to_source, to_code, valid_from, valid_to)
                         where t.id = m.id
                        """), changed.stream().map(Row::mapping).toList())
                .param("id", ids)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(long id) {
        jdbc.sql("delete from hub.code_mapping where id = ?").param(id).update();
    }

    /** The company's mappings of that kind, or of all, in the order of their codes. */
    List<Row> all(Company company, @Nullable MappingKind kind) {
        return jdbc.sql("""
                        select * from hub.code_mapping where company_id = ? and (?::text is null or kind = ?)
                         order by kind, from_source, from_code, to_source, valid_from nulls first
                        """)
                .param(1, company.id())
                .param(2, kind == null ? null : kind.name(), Types.VARCHAR)
                .param(3, kind == null ? null : kind.name(), Types.VARCHAR)
                .query((row, n) -> row(row))
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
