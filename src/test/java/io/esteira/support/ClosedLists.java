package io.esteira.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Columns of the hub's tables that take no other values than those of a list. */
public final class ClosedLists {

    private ClosedLists() {}

    /** @return values by table and column, such as {@code posting.state} */
    public static Map<String, List<String>> of(JdbcClient sql) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        sql.sql("""
                        select c.relname || '.' || a.attname as "column",
                               array(select v[1] from regexp_matches(pg_get_constraintdef(k.oid), '''(\\w+)''::text', 'g') v) as admitted
                        from pg_constraint k
                        join pg_class c on c.oid = k.conrelid
                        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
                        where k.contype = 'c' and k.connamespace = 'hub'::regnamespace and cardinality(k.conkey) = 1
                          and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY[%'""").query(row -> {
            lists.put(row.getString("column"), List.of((String[])
                    row.getArray("admitted").getArray()));
        });
        return lists;
    }
}
