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
     * @param row that the value is found in
     * @param bucket what of the value counts
     */
    private record Key(List<String> path, Entity owner, Attribute.Column column, Row row, Given bucket) {}

    /**
     * The row of a table that belongs to a row that is put into a group.
     *
     * @param always there is one, though not for each caller; a constraint says so
     * @param guards rows that must exist for the caller wherever this one is used
     */
    private record Row(String alias, boolean always, List<Guard> guards) {}

    private record Guard(Entity entity, String alias) {}

    /**
     * An inner join where the row is always there: then the planner may read the tables in any order. It loses no row, for what does not
     * exist for the caller is hidden where it is used, by its guards.
     *
     * @param target null for lookups, which belong to no company
     */
    private record Join(
            Row parent,
            String by,
            String table,
            Row row,
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
        Row grouped = new Row(row, true, List.of());
        entries.forEach(entry -> keys.add(entity, grouped, List.of(), entry));
        return keys;
    }

    private void add(Entity entity, Row row, List<String> before, Given entry) {
        if (entry.names().size() != 1) {
            throw ReadRefused.badInput("Each entry of groupBy names exactly one field.");
        }
        String field = entry.names().iterator().next();
        List<String> path = new ArrayList<>(before);
        path.add(field);
        Given inner = entry.member(field);
        switch (entity.attribute(field)) {
            case Attribute.Column column -> addColumn(entity, column, row, path, inner);
            case Attribute.ToOne one -> {
                if (path.size() > Limits.MAX_CONDITION_DEPTH) {
                    throw ReadRefused.badInput("Fields of groupBy lie too deep.");
                }
                Entity target = catalog.entity(one.target()).requireReadableBy(caller);
                add(target, join(row, one.by(), target.table(), target, one.nullable()), path, inner);
            }
            case Attribute.ToMany many -> throw new IllegalStateException(field + " is a list");
        }
    }

    private void addColumn(Entity entity, Attribute.Column column, Row row, List<String> path, Given bucket) {
        if (keys.stream().anyMatch(key -> key.path().equals(path))) {
            throw ReadRefused.badInput("groupBy names " + String.join(".", path) + " twice.");
        }
        Attribute.Lookup lookup = column.lookup();
        Row found = lookup == null ? row : join(row, lookup.by(), lookup.table(), null, column.nullable());
        keys.add(new Key(path, entity, column, found, bucket));
    }

    private Row join(Row parent, String by, String table, @Nullable Entity target, boolean nullable) {
        return joins.computeIfAbsent(parent.alias() + "." + by + " " + table, way -> {
                    Row row = joined(parent, target, nullable);
                    return new Join(parent, by, table, row, target);
                })
                .row();
    }

    private Row joined(Row parent, @Nullable Entity target, boolean nullable) {
        String alias = sql.newAlias();
        if (nullable || !parent.always()) {
            return new Row(alias, false, List.of());
        }
        List<Guard> guards = new ArrayList<>(parent.guards());
        if (target != null) {
            guards.add(new Guard(target, alias));
        }
        return new Row(alias, true, List.copyOf(guards));
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
    void appendColumns(Conditions conditions) {
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            sql.add(", ");
            if (key.row().guards().isEmpty()) {
                appendValue(key);
            } else {
                sql.add("case when true");
                appendGuards(key.row(), conditions);
                sql.add(" then ");
                appendValue(key);
                sql.add(" end");
            }
            sql.add(" as ").add(column(i));
        }
    }

    private void appendGuards(Row row, Conditions conditions) {
        for (Guard guard : row.guards()) {
            sql.add(" and ");
            conditions.appendCompany(guard.entity(), guard.alias());
        }
    }

    private void appendValue(Key key) {
        Given bucket = key.bucket();
        switch (key.column().kind()) {
            case DATE -> appendDate(key, bucket.decides(GroupKeys::unit));
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

    /** A day is not cut: that would be done for each row. */
    private void appendDate(Key key, String unit) {
        if (unit.equals("day")) {
            appendColumn(key);
            return;
        }
        sql.add("date_trunc('").add(unit).add("', (");
        appendColumn(key);
        sql.add(")::timestamp)::date");
    }

    private void appendColumn(Key key) {
        Attribute.Lookup lookup = key.column().lookup();
        sql.expression(
                lookup == null ? key.column().sql() : "{t}." + lookup.column(),
                key.row().alias());
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
            Row row = join.row();
            sql.add(row.always() ? " join hub." : " left join hub.").add(join.table());
            sql.add(" ").add(row.alias()).add(" on ").add(row.alias()).add(".id = ");
            sql.add(join.parent().alias()).add(".").add(join.by());
            if (!row.always()) {
                appendGuards(join.parent(), conditions);
                appendCompany(join, conditions);
            }
        }
    }

    private void appendCompany(Join join, Conditions conditions) {
        Entity target = join.target();
        if (target != null) {
            sql.add(" and ");
            conditions.appendCompany(target, join.row().alias());
        }
    }
}
