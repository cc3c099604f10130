package io.esteira.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.support.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;

/** Aggregates join what a row must point to as if it were always there. */
class RequiredReferencesTest {

    /** Tables that views show the rows of, with the columns that point to others. */
    private static final Map<String, String> SHOWN_BY = Map.of("route", "stream");

    @Test
    void haveConstraintsThatMakeThemLeadToARow() throws IOException {
        // given
        List<String> sdl = new ArrayList<>();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath*:graphql/schema/*.graphqls")) {
            sdl.add(file.getContentAsString(StandardCharsets.UTF_8));
        }
        Catalog catalog = Catalog.of(sdl);
        Set<String> said = new TreeSet<>();
        for (Entity entity : catalog.entities()) {
            for (Attribute attribute : entity.attributes().values()) {
                if (attribute instanceof Attribute.ToOne one && !one.nullable()) {
                    said.add(key(entity, one.by(), catalog.entity(one.target()).table()));
                }
                if (attribute instanceof Attribute.Column column && column.lookup() != null && !column.nullable()) {
                    said.add(key(entity, column.lookup().by(), column.lookup().table()));
                }
            }
        }

        // when
        List<String> constraints;
        try (HikariDataSource database = TestDatabase.create()) {
            constraints = new JdbcTemplate(database).queryForList("""
                    select format('%s.%s %s', own.relname, a.attname, other.relname)
                    from pg_constraint k
                    join pg_class own on own.oid = k.conrelid
                    join pg_class other on other.oid = k.confrelid
                    join pg_attribute a on a.attrelid = own.oid and a.attnum = k.conkey[1] and a.attnotnull
                    join pg_attribute id on id.attrelid = other.oid and id.attnum = k.confkey[1] and id.attname = 'id'
                    where k.contype = 'f' and k.convalidated and not k.condeferrable and cardinality(k.conkey) = 1
                      and k.connamespace = 'hub'::regnamespace""", String.class);
        }

        // then
        assertThat(said).isNotEmpty();
        assertThat(constraints).containsAll(said);
    }

    private static String key(Entity entity, String by, String target) {
        return SHOWN_BY.getOrDefault(entity.table(), entity.table()) + "." + by + " " + target;
    }
}
