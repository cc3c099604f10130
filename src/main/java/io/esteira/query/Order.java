package io.esteira.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A total order of a list: its keys, then the internal id, or the usual order where there is none, so that equal keys have an order
 * too. Nulls are the largest.
 *
 * @param signature tells lists of another type or order apart: their cursors are not for this one
 * @param byId whether the internal id ends it; not for tables without one
 */
record Order(String signature, List<Key> keys, boolean byId, boolean idDescending) {

    record Key(Attribute.Column column, boolean descending) {}

    /**
     * What the caller asks for, else what the schema says.
     *
     * @param related entities that rows point to, by type; refuses those that the caller may not read
     */
    static Order of(
            Entity entity, Function<String, Entity> related, Optional<Given> asked, List<Attribute.Sort> otherwise) {
        List<Key> keys = asked.map(given -> asked(entity, related, given)).orElse(List.of());
        Order usual = described(entity, otherwise);
        if (keys.isEmpty()) {
            return usual;
        }
        List<Key> all = usual.byId()
                ? keys
                : Stream.concat(keys.stream(), usual.keys().stream()).toList();
        return of(entity, all, usual.byId(), keys.getLast().descending());
    }

    private static Order described(Entity entity, List<Attribute.Sort> sorts) {
        List<Key> keys = sorts.stream()
                .filter(sort -> !sort.field().equals("id"))
                .map(sort -> new Key(entity.column(sort.field()), sort.descending()))
                .toList();
        boolean byId = entity.identified() || keys.size() < sorts.size();
        return of(entity, keys, byId, sorts.getLast().descending());
    }

    private static Order of(Entity entity, List<Key> keys, boolean byId, boolean idDescending) {
        StringBuilder signature = new StringBuilder(entity.type());
        for (Key key : keys) {
            signature.append(key.descending() ? '-' : '+').append(key.column().name());
        }
        return new Order(signature.append(idDescending ? '-' : '+').toString(), keys, byId, idDescending);
    }

    /** For lists without cursors of which no two rows have equal keys. */
    Order withoutId() {
        return new Order(signature, keys, false, idDescending);
    }

    /** The same list from its end; cursors of the one are cursors of the other. */
    Order reversed() {
        List<Key> other = keys.stream()
                .map(key -> new Key(key.column(), !key.descending()))
                .toList();
        return new Order(signature, other, byId, !idDescending);
    }

    private static List<Key> asked(Entity entity, Function<String, Entity> related, Given orderBy) {
        List<Given> elements = orderBy.elements();
        if (elements.size() > Limits.MAX_ORDER_KEYS) {
            throw ReadRefused.badInput("A list is ordered by at most " + Limits.MAX_ORDER_KEYS + " fields.");
        }
        return elements.stream()
                .map(element -> key(entity, related, element, 1))
                .toList();
    }

    private static Key key(Entity entity, Function<String, Entity> related, Given element, int depth) {
        if (element.names().size() != 1) {
            throw ReadRefused.badInput("Each entry of orderBy names exactly one field.");
        }
        if (depth > Limits.MAX_CONDITION_DEPTH) {
            throw ReadRefused.badInput("Fields of orderBy lie too deep.");
        }
        String field = element.names().iterator().next();
        Given inner = element.member(field);
        if (entity.attribute(field) instanceof Attribute.ToOne one) {
            Entity target = related.apply(one.target());
            Key key = key(target, related, inner, depth + 1);
            return new Key(ofRelated(one, target, key.column(), "o" + depth), key.descending());
        }
        return new Key(entity.column(field), inner.decides("DESC"::equals));
    }

    /** The value as one of the row itself; null where there is no such row for the caller. */
    private static Attribute.Column ofRelated(
            Attribute.ToOne one, Entity target, Attribute.Column column, String alias) {
        String sql = "(select " + column.sql().replace("{t}", alias) + " from hub." + target.table() + " " + alias
                + " where " + alias + ".id = {t}." + one.by() + " and "
                + target.company().condition().replace("{t}", alias) + ")";
        return new Attribute.Column(one.name() + "." + column.name(), column.type(), column.kind(), true, sql, null);
    }

    void appendOrderBy(SqlText sql, String alias) {
        String separator = " order by ";
        for (Key key : keys) {
            sql.add(separator).expression(key.column().sql(), alias).add(key.descending() ? " desc" : "");
            separator = ", ";
        }
        if (byId) {
            sql.add(separator).add(alias).add(".id").add(idDescending ? " desc" : "");
        }
    }

    /** The rows after a cursor: those that are beyond it in the first key in which they differ from it. */
    void appendAfter(SqlText sql, String alias, Given after) {
        List<Boolean> nulls = after.decides(text -> Cursor.parse(text, this).nulls());
        if (sameWayWithoutNulls()) {
            appendRowComparison(sql, alias, after);
            return;
        }
        sql.add("(");
        for (int i = 0; i < keys.size(); i++) {
            appendEqualUpTo(sql, alias, after, nulls, i);
            appendBeyond(sql, alias, after, nulls, i);
            sql.add(" or ");
        }
        appendEqualUpTo(sql, alias, after, nulls, keys.size());
        sql.add(alias).add(idDescending ? ".id < " : ".id > ").bind(idOf(after)).add(")");
    }

    private boolean sameWayWithoutNulls() {
        return keys.stream()
                .allMatch(
                        key -> key.descending() == idDescending && !key.column().nullable());
    }

    private void appendRowComparison(SqlText sql, String alias, Given after) {
        sql.add("(");
        keys.forEach(key -> sql.expression(key.column().sql(), alias).add(", "));
        sql.add(alias).add(idDescending ? ".id) < (" : ".id) > (");
        for (int i = 0; i < keys.size(); i++) {
            sql.bind(valueOf(after, i)).add(", ");
        }
        sql.bind(idOf(after)).add(")");
    }

    private void appendEqualUpTo(SqlText sql, String alias, Given after, List<Boolean> nulls, int end) {
        for (int i = 0; i < end; i++) {
            sql.expression(keys.get(i).column().sql(), alias);
            if (nulls.get(i)) {
                sql.add(" is null and ");
            } else {
                sql.add(" = ").bind(valueOf(after, i)).add(" and ");
            }
        }
    }

    private void appendBeyond(SqlText sql, String alias, Given after, List<Boolean> nulls, int i) {
        Key key = keys.get(i);
        if (nulls.get(i)) {
            if (key.descending()) {
                sql.expression(key.column().sql(), alias).add(" is not null");
            } else {
                sql.add("false");
            }
            return;
        }
        sql.add("(")
                .expression(key.column().sql(), alias)
                .add(key.descending() ? " < " : " > ")
                .bind(valueOf(after, i));
        if (!key.descending() && key.column().nullable()) {
            sql.add(" or ").expression(key.column().sql(), alias).add(" is null");
        }
        sql.add(")");
    }

    private Bind valueOf(Given after, int i) {
        return after.bind(
                keys.get(i).column().kind(), text -> Cursor.parse(text, this).value(i));
    }

    private Bind idOf(Given after) {
        return after.bind(Kind.LONG, text -> Cursor.parse(text, this).id());
    }
}
