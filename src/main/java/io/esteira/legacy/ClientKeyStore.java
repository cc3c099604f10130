package io.esteira.legacy;

import io.esteira.platform.Company;
import io.esteira.platform.Role;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of static keys. */
@Component
class ClientKeyStore {

    /** A key that was added. */
    record Made(long id, UUID publicId) {}

    /** A key, whether it still opens anything or not. */
    record Row(
            long id,
            UUID publicId,
            short companyId,
            Set<Short> companyIds,
            String name,
            Set<Role> roles,
            byte[] hash,
            Instant expiresAt,
            @Nullable LocalDate lastUsedOn,
            boolean revoked) {}

    private static final String ROWS = """
            select id, public_id, company_id, company_ids, name, roles, hash, expires_at, last_used_on, revoked_at is not null as revoked
            from hub.client_key
            """;

    private final JdbcClient jdbc;

    ClientKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Made insert(ClientKeys.Wish wish, List<Company> companies, byte[] hash, Instant now, String by) {
        return jdbc.sql("""
                        with made as (
                          insert into hub.client_key (company_id, company_ids, name, roles, hash, expires_at, created_at, created_by)
                          values (:company, :companies, :name, :roles, :hash, :expiresAt, :now, :by) returning id, public_id, company_id
                        ),
                        logged as (
                          insert into hub.change_log (entity, row_id, company_id, kind) select 'client_key', id, company_id, 'I' from made
                        )
                        select id, public_id from made
                        """)
                .param("company", companies.getFirst().id())
                .param("companies", companies.stream().map(Company::id).toArray(Short[]::new))
                .param("name", wish.name().strip())
                .param("roles", wish.roles().stream().distinct().map(Role::name).toArray(String[]::new))
                .param("hash", hash)
                .param("expiresAt", Timestamp.from(wish.expiresAt()))
                .param("now", Timestamp.from(now))
                .param("by", by)
                .query(Made.class)
                .single();
    }

    Optional<Row> find(UUID publicId) {
        return jdbc.sql(ROWS + "where public_id = ?")
                .param(publicId)
                .query((row, n) -> row(row))
                .optional();
    }

    /** Found by its hash, and compared with it in constant time. */
    Optional<Row> find(byte[] hash) {
        return jdbc.sql(ROWS + "where hash = ?")
                .param(hash)
                .query((row, n) -> row(row))
                .optional()
                .filter(row -> MessageDigest.isEqual(row.hash(), hash));
    }

    /** Nothing where it was revoked before. */
    boolean revoke(long id, Instant now, String by) {
        return jdbc.sql("""
                        with revoked as (
                          update hub.client_key set revoked_at = :now, revoked_by = :by
                          where id = :id and revoked_at is null returning id, company_id
                        )
                        insert into hub.change_log (entity, row_id, company_id, kind) select 'client_key', id, company_id, 'U' from revoked
                        """)
                        .param("id", id)
                        .param("now", Timestamp.from(now))
                        .param("by", by)
                        .update()
                == 1;
    }

    void used(long id, LocalDate day) {
        jdbc.sql(
                        "update hub.client_key set last_used_on = :day where id = :id and (last_used_on is null or last_used_on < :day)")
                .param("id", id)
                .param("day", day)
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        LocalDate used = row.getObject("last_used_on", LocalDate.class);
        return new Row(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getShort("company_id"),
                Stream.of((Short[]) row.getArray("company_ids").getArray()).collect(Collectors.toUnmodifiableSet()),
                row.getString("name"),
                Stream.of((String[]) row.getArray("roles").getArray())
                        .map(Role::find)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet()),
                row.getBytes("hash"),
                row.getTimestamp("expires_at").toInstant(),
                used,
                row.getBoolean("revoked"));
    }
}
