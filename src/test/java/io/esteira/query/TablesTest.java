package io.esteira.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.esteira.support.ClosedLists;
import io.esteira.support.SchemaFiles;
import io.esteira.support.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables hold what the contract says of them, so that statements may build on it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TablesTest {

    /** Tables that views show the rows of, with the columns that point to others. */
    private static final Map<String, String> SHOWN_BY = Map.of("route", "stream", "run", "sync_run");

    /** Columns that are called as if they pointed to rows, and do not by a constraint. */
    private static final Set<String> WITHOUT_CONSTRAINT = Set.of(
            // of whichever table the entry is of
            "change_log.row_id",
            // written with every row that is read or changed: a look at another table each time
            "change_log.company_id",
            "inbox_record.batch_id",
            "payload_edit.batch_id",
            // kept as they were, thousands at once, and items are never deleted
            "target_snapshot_item.snapshot_id",
            "target_snapshot_item.style_id",
            "target_snapshot_item.item_id",
            "target_snapshot_style.style_id",
            // not ids of rows
            "int_lock.client_id");

    private final HikariDataSource database = TestDatabase.create();
    private final JdbcClient sql = JdbcClient.create(database);
    private final Catalog catalog = Catalog.of(SchemaFiles.texts());

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void leadToARowWhereTheContractPromisesOne() {
        Set<String> promised = new TreeSet<>();
        forEach(Attribute.ToOne.class, (entity, one) -> {
            if (!one.nullable()) {
                promised.add(
                        reference(entity, one.by(), catalog.entity(one.target()).table()));
            }
        });
        forEach(Attribute.Column.class, (entity, column) -> {
            if (column.lookup() != null && !column.nullable()) {
                promised.add(
                        reference(entity, column.lookup().by(), column.lookup().table()));
            }
        });

        assertThat(promised).isNotEmpty();
        assertThat(found("""
                select format('%s.%s %s', own.relname, a.attname, other.relname)
                from pg_constraint k
                join pg_class own on own.oid = k.conrelid
                join pg_class other on other.oid = k.confrelid
                join pg_attribute a on a.attrelid = own.oid and a.attnum = k.conkey[1] and a.attnotnull
                join pg_attribute id on id.attrelid = other.oid and id.attnum = k.confkey[1] and id.attname = 'id'
                where k.contype = 'f' and k.convalidated and not k.condeferrable and cardinality(k.conkey) = 1
                  and k.connamespace = 'hub'::regnamespace""")).containsAll(promised);
    }

    private static String reference(Entity entity, String by, String target) {
        return shown(entity.table()) + "." + by + " " + shown(target);
    }

    private static String shown(String table) {
        return SHOWN_BY.getOrDefault(table, table);
    }

    @Test
    void keepRowsApartWhereTheContractOrdersThemSo() {
        Set<String> promised = new TreeSet<>();
        forEach(Attribute.ToMany.class, (entity, many) -> {
            if (many.unique()) {
                promised.add(key(catalog.entity(many.target()), many));
            }
        });

        assertThat(promised).isNotEmpty();
        assertThat(found("""
                select c.relname || (select array_agg(a.attname::text order by a.attname::text)::text
                                     from pg_attribute a where a.attrelid = c.oid and a.attnum = any(k.conkey))
                from pg_constraint k join pg_class c on c.oid = k.conrelid
                where k.contype in ('u', 'p') and k.connamespace = 'hub'::regnamespace""")).containsAll(promised);
    }

    private static String key(Entity entity, Attribute.ToMany many) {
        Set<String> columns = new TreeSet<>(Set.of(many.by()));
        many.order().forEach(sort -> columns.add(own(entity.column(sort.field()))));
        return entity.table() + "{" + String.join(",", columns) + "}";
    }

    @Test
    void lackNoValueThatTheContractPromises() {
        Set<String> promised = new TreeSet<>();
        forEach(Attribute.Column.class, (entity, column) -> {
            if (!column.nullable()) {
                promised.add(entity.table() + "." + own(column));
            }
        });

        assertThat(promised).isNotEmpty();
        assertThat(found("""
                select c.relname || '.' || a.attname
                from pg_attribute a join pg_class c on c.oid = a.attrelid
                where c.relnamespace = 'hub'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attnotnull""")).isNotEmpty().doesNotContainAnyElementsOf(promised);
    }

    @Test
    void takeTheValuesOfAnEnumAndNoOthers() {
        TypeDefinitionRegistry registry = new SchemaParser().parse(String.join("\n", SchemaFiles.texts()));
        Set<String> tables = Set.copyOf(found(
                "select relname from pg_class where relnamespace = 'hub'::regnamespace and relkind in ('r', 'p')"));
        Map<String, Set<String>> promised = new TreeMap<>();
        forEach(Attribute.Column.class, (entity, column) -> registry.getType(column.type(), EnumTypeDefinition.class)
                .filter(type -> column.sql().startsWith("{t}.") && tables.contains(entity.table()))
                .ifPresent(type -> promised.put(entity.table() + "." + own(column), names(type))));

        Map<String, Set<String>> taken = new TreeMap<>();
        ClosedLists.of(sql).forEach((column, values) -> taken.put(column, new TreeSet<>(values)));
        assertThat(promised).isNotEmpty();
        assertThat(taken).containsAllEntriesOf(promised);
    }

    private static Set<String> names(EnumTypeDefinition type) {
        Set<String> names = new TreeSet<>();
        type.getEnumValueDefinitions().stream()
                .map(EnumValueDefinition::getName)
                .forEach(names::add);
        return names;
    }

    @Test
    void findTheRowsOfEachListByAnIndex() {
        Set<String> followed = new TreeSet<>();
        forEach(
                Attribute.ToMany.class,
                (entity, many) ->
                        followed.add(shown(catalog.entity(many.target()).table()) + "." + many.by()));

        assertThat(followed).isNotEmpty();
        assertThat(found("""
                select c.relname || '.' || a.attname
                from pg_index i
                join pg_class c on c.oid = i.indrelid
                join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                where c.relnamespace = 'hub'::regnamespace
                  and coalesce(pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname), true)""")).containsAll(followed);
    }

    @Test
    void holdNoIndexThatAnotherBeginsWith() {
        assertThat(found("""
                select narrow.indexrelid::regclass::text
                from pg_index narrow
                join pg_index wide on wide.indrelid = narrow.indrelid and wide.indexrelid <> narrow.indexrelid
                join pg_class c on c.oid = narrow.indrelid
                join pg_class n on n.oid = narrow.indexrelid
                join pg_class w on w.oid = wide.indexrelid and w.relam = n.relam
                where c.relnamespace = 'hub'::regnamespace and not narrow.indisunique
                  and narrow.indpred is null and wide.indpred is null and narrow.indexprs is null and wide.indexprs is null
                  and wide.indkey::text || ' ' like narrow.indkey::text || ' %'""")).isEmpty();
    }

    @Test
    void pointToRowsByAConstraint() {
        assertThat(found("""
                select c.relname || '.' || a.attname
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attname like '%\\_id' and not a.attisdropped
                where c.relnamespace = 'hub'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  -- The public id is the row's own, the trace is kept elsewhere, and records of the inbox tell where a row comes from.
                  and a.attname not in ('public_id', 'trace_id', 'inbox_id')
                  and not exists (
                    select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any(k.conkey))""")).containsExactlyInAnyOrderElementsOf(WITHOUT_CONSTRAINT);
    }

    @Test
    void sayWhatTheyHold() {
        assertThat(found("""
                select c.relname
                from pg_class c
                where c.relnamespace = 'hub'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
                  and c.relname <> 'flyway_schema_history' and obj_description(c.oid, 'pg_class') is null
                union
                select c.relname || '.' || a.attname
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.atttypid = 'jsonb'::regtype and not a.attisdropped
                where c.relnamespace = 'hub'::regnamespace and c.relkind in ('r', 'p') and col_description(c.oid, a.attnum) is null""")).isEmpty();
    }

    private <A extends Attribute> void forEach(Class<A> kind, BiConsumer<Entity, A> action) {
        for (Entity entity : catalog.entities()) {
            for (Attribute attribute : entity.attributes().values()) {
                if (kind.isInstance(attribute)) {
                    action.accept(entity, kind.cast(attribute));
                }
            }
        }
    }

    /** The row's own column that the value is; for other values, what no column is called. */
    private static String own(Attribute.Column column) {
        return column.sql().replace("{t}.", "");
    }

    private List<String> found(String question) {
        return sql.sql(question).query(String.class).list();
    }
}
