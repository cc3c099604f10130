package io.esteira.query;

import io.esteira.platform.Caller;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By what an aggregate's groups are told apart: own fields, fields of rows that these point to, stretches of time. */
final class GroupKeys {

    /**
     * @param path names of fields, the last one a value
     * @param alias of the table that the value is found in
     * @param bucket what of the value counts
     */
    private record Key(List<String> path, Entity owner, Attribute.Column column, String alias, Given bucket) {}

    /** @param target null for lookups, which belong to no company */
    private record Join(
            String parent,
            String by,
            String table,
            String alias,
            @Nullable Entity target) {}

    private final Catalog catalog;
    private final Caller caller;
    private final SqlText sql;
    private final List<Key> keys = new ArrayList<>();
    private final Map<String, Join> joins = new LinkedHashMap<>();

    private GroupKeys(Catalog catalog, Caller caller, SqlText sql) {
        this.catalog = catalog;
        this.caller = caller;
        this.sql = sql;
    }

    /** @param row alias of the rows that are put into groups */
    static GroupKeys of(
            Catalog catalog, Caller caller, SqlText sql, Entity entity, String row, Optional<Given> groupBy) {
        GroupKeys keys = new GroupKeys(catalog, caller, sql);
        List<Given> entries = groupBy.map(Given::elements).orElse(List.of());
        if (entries.size() > Limits.MAX_GROUP_KEYS) {
            throw ReadRefused.badInput("Rows are grouped by at most " + Limits.MAX_GROUP_KEYS + " fields.");
        }
        entries.forEach(entry -> keys.add(entity, row, List.of(), entry));
        return keys;
    }

    private void add(Entity entity, String alias, List<String> before, Given entry) {
        if (entry.names().size() != 1) {
            throw ReadRefused.badInput("Each entry of groupBy names exactly one field.");
        }
        String field = entry.names().iterator().next();
        List<String> path = new ArrayList<>(before);
        path.add(field);
        Given inner = entry.member(field);
        switch (entity.attribute(field)) {
            case Attribute.Column column -> addColumn(entity, column, alias, path, inner);
            case Attribute.ToOne one -> {
                if (path.size() > Limits.MAX_CONDITION_DEPTH) {
                    throw ReadRefused.badInput("Fields of groupBy lie too deep.");
                }
                Entity target = catalog.entity(one.target()).requireReadableBy(caller);
                Join join = join(alias, one.by(), target.table(), target);
                add(target, join.alias(), path, inner);
            }
            case Attribute.ToMany many -> throw new IllegalStateException(field + " is a list");
        }
    }

    private void addColumn(Entity entity, Attribute.Column column, String alias, List<String> path, Given bucket) {
        if (keys.stream().anyMatch(key -> key.path().equals(path))) {
            throw ReadRefused.badInput("groupBy names " + String.join(".", path) + " twice.");
        }
        Attribute.Lookup lookup = column.lookup();
        String found = lookup == null
                ? alias
                : join(alias, lookup.by(), lookup.table(), null).alias();
        keys.add(new Key(path, entity, column, found, bucket));
    }

    private Join join(String parent, String by, String table, @Nullable Entity target) {
        return joins.computeIfAbsent(
                parent + "." + by + " " + table, way -> new Join(parent, by, table, sql.newAlias(), target));
    }

    int size() {
        return keys.size();
    }

    static String column(int key) {
        return "k" + key;
    }

    /** @return the key's number */
    int indexOf(List<String> path) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).path().equals(path)) {
                return i;
            }
        }
        throw ReadRefused.badInput(String.join(".", path) + " is not in groupBy.");
    }

    Rewriter rewriter(int key) {
        Key found = keys.get(key);
        return Rewriter.of(found.column().kind(), found.owner(), true);
    }

    /** Further columns of the rows: {@code k0}, {@code k1} and so on. */
    void appendColumns() {
        for (int i = 0; i < keys.size(); i++) {
            sql.add(", ");
            appendValue(keys.get(i));
            sql.add(" as ").add(column(i));
        }
    }

    private void appendValue(Key key) {
        Given bucket = key.bucket();
        switch (key.column().kind()) {
            case DATE -> {
                sql.add("date_trunc('").add(bucket.decides(GroupKeys::unit)).add("', (");
                appendColumn(key);
                sql.add(")::timestamp)::date");
            }
            case DATE_TIME -> {
                sql.add("date_trunc('")
                        .add(bucket.member("unit").decides(GroupKeys::unit))
                        .add("', ");
                appendColumn(key);
                sql.add(", ")
                        .bind(bucket.member("timeZone").bind(Kind.STRING, GroupKeys::zone))
                        .add(")");
            }
            default -> appendColumn(key);
        }
    }

    private void appendColumn(Key key) {
        Attribute.Lookup lookup = key.column().lookup();
        sql.expression(lookup == null ? key.column().sql() : "{t}." + lookup.column(), key.alias());
    }

    /** A name of the schema's own enum. */
    private static String unit(Object name) {
        return ((String) name).toLowerCase(Locale.ROOT);
    }

    private static Object zone(Object name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw ReadRefused.badInput("timeZone is no name of a time zone, such as America/Sao_Paulo.");
        }
        return name;
    }

    void appendJoins(Conditions conditions) {
        for (Join join : joins.values()) {
            sql.add(" left join hub.").add(join.table()).add(" ").add(join.alias());
            sql.add(" on ").add(join.alias()).add(".id = ").add(join.parent()).add("." + join.by());
            Entity target = join.target();
            if (target != null) {
                sql.add(" and ");
                conditions.appendCompany(target, join.alias());
            }
        }
    }
}
