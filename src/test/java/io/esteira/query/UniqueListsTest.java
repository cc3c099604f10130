package io.esteira.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.esteira.support.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;

class UniqueListsTest {

    @Test
    void haveAConstraintThatMakesThemSo() throws IOException {
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
                if (attribute instanceof Attribute.ToMany many && many.unique()) {
                    said.add(key(catalog.entity(many.target()), many));
                }
            }
        }

        // when
        List<String> constraints;
        try (HikariDataSource database = TestDatabase.create()) {
            constraints = new JdbcTemplate(database).queryForList("""
                    select c.relname || (select array_agg(a.attname::text order by a.attname::text)::text
                                         from pg_attribute a where a.attrelid = c.oid and a.attnum = any(k.conkey))
                    from pg_constraint k join pg_class c on c.oid = k.conrelid
                    where k.contype in ('u', 'p') and k.connamespace = 'hub'::regnamespace""", String.class);
        }

        // then
        assertThat(said).isNotEmpty();
        assertThat(constraints).containsAll(said);
    }

    private static String key(Entity entity, Attribute.ToMany many) {
        Set<String> columns = new TreeSet<>(Set.of(many.by()));
        many.order()
                .forEach(sort -> columns.add(entity.column(sort.field()).sql().replace("{t}.", "")));
        return entity.table() + "{" + String.join(",", columns) + "}";
    }
}
