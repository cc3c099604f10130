package io.esteira.query;

import io.esteira.platform.Caller;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles an aggregate: the rows of a list in groups, and what is asked of each group. */
final class AggregateCompiler {

    /** Functions of one column, by the contract's name. */
    private static final List<String> NUMERIC = List.of("sum", "avg", "percentile");

    private final Catalog catalog;
    private final Caller caller;
    private final SqlText sql;
    private final Budget budget = new Budget();
    private final Conditions conditions;
    private int columns;

    AggregateCompiler(Catalog catalog, Caller caller, SqlText sql) {
        this.catalog = catalog;
        this.caller = caller;
        this.sql = sql;
        this.conditions = new Conditions(catalog, caller, sql, budget);
    }

    Rewriter append(Entity entity, Place place) {
        String row = sql.newAlias();
        Groups groups = new Groups(
                entity, sql.newAlias(), GroupKeys.of(catalog, caller, sql, entity, row, place.argument("groupBy")));
        sql.add("select coalesce(json_agg(r), '[]') from (select ");
        List<Rewriter.Slot> slots = appendMembers(groups, place);
        appendRows(groups, row, place);
        appendGroupBy(groups.keys());
        appendHaving(groups, place);
        appendOrderBy(groups, place);
        Optional<Given> limit = place.argument("limit");
        sql.add(" limit ")
                .bind(limit.map(given -> given.bind(Kind.INT, AggregateCompiler::limit))
                        .orElse(Bind.number(Limits.MAX_GROUPS + 1L)))
                .add(") r");
        return new AggregateRewriter(slots, limit.isEmpty());
    }

    /** @param alias under which the rows are known once they have their keys */
    private record Groups(Entity entity, String alias, GroupKeys keys) {}

    private static Object limit(Object value) {
        int limit = (Integer) value;
        if (limit < 0 || limit > Limits.MAX_GROUPS) {
            throw ReadRefused.badInput("`limit` must be from 0 to " + Limits.MAX_GROUPS + ".");
        }
        return limit;
    }

    private void appendRows(Groups groups, String row, Place place) {
        sql.add(" from (select ").add(row).add(".*");
        groups.keys().appendColumns(conditions);
        sql.add(" from hub.").add(groups.entity().table()).add(" ").add(row);
        groups.keys().appendJoins(conditions);
        sql.add(" where ");
        conditions.appendList(groups.entity(), row, place.argument("where"));
        sql.add(") ").add(groups.alias());
    }

    private void appendGroupBy(GroupKeys keys) {
        for (int i = 0; i < keys.size(); i++) {
            sql.add(i == 0 ? " group by " : ", ").add(GroupKeys.column(i));
        }
    }

    private List<Rewriter.Slot> appendMembers(Groups groups, Place place) {
        List<Rewriter.Slot> slots = new ArrayList<>();
        for (Place child : place.children()) {
            Optional<Given> where = child.argument("where");
            switch (child.field()) {
                case "__typename" -> slots.add(Rewriter.typeName(child));
                case "key" -> slots.add(keyMembers(groups.keys(), groups.entity(), child, List.of()));
                case "count" ->
                    slots.add(value(child, new Rewriter.Scalar(Kind.INT, false), () -> {
                        sql.add("count(*)");
                        appendFilter(groups, where);
                    }));
                default -> slots.add(measures(groups, child, where));
            }
        }
        return slots;
    }

    private Rewriter.Slot value(Place place, Rewriter rewriter, Runnable expression) {
        sql.add(columns == 0 ? "" : ", ");
        expression.run();
        sql.add(" as f" + columns);
        columns++;
        return Rewriter.value(place, rewriter);
    }

    /** @param entity whose fields the place asks for */
    private Rewriter.Slot keyMembers(GroupKeys keys, Entity entity, Place place, List<String> before) {
        List<Rewriter.Slot> slots = new ArrayList<>();
        for (Place child : place.children()) {
            if (child.field().equals("__typename")) {
                slots.add(Rewriter.typeName(child));
                continue;
            }
            List<String> path = new ArrayList<>(before);
            path.add(child.field());
            if (entity.attribute(child.field()) instanceof Attribute.ToOne one) {
                slots.add(keyMembers(keys, catalog.entity(one.target()), child, path));
            } else {
                int key = keys.indexOf(path);
                slots.add(value(child, keys.rewriter(key), () -> sql.add(GroupKeys.column(key))));
            }
        }
        return new Rewriter.Members(Rewriter.name(place), slots);
    }

    private Rewriter.Slot measures(Groups groups, Place place, Optional<Given> where) {
        List<Rewriter.Slot> slots = new ArrayList<>();
        for (Place child : place.children()) {
            if (child.field().equals("__typename")) {
                slots.add(Rewriter.typeName(child));
                continue;
            }
            slots.add(value(child, rewriter(groups.entity(), place.field(), child.field()), () -> {
                appendMeasure(groups, place.field(), child.field(), place.argument("fraction"));
                appendFilter(groups, where);
                sql.add(place.field().equals("percentile") ? ")::numeric" : "");
            }));
        }
        return new Rewriter.Members(Rewriter.name(place), slots);
    }

    /** Only a count is never missing. */
    private static Rewriter rewriter(Entity entity, String function, String field) {
        return new Rewriter.Scalar(kind(entity, function, field), !function.equals("countDistinct"));
    }

    private static Kind kind(Entity entity, String function, String field) {
        if (function.equals("countDistinct")) {
            return Kind.INT;
        }
        return NUMERIC.contains(function) ? Kind.DECIMAL : entity.column(field).kind();
    }

    /** An aggregate function of the schema's own names; a percentile's bracket stays open for its filter. */
    private void appendMeasure(Groups groups, String function, String field, Optional<Given> fraction) {
        if (function.equals("percentile")) {
            sql.add("(percentile_cont(")
                    .bind(fraction.orElseThrow().bind(Kind.DECIMAL, AggregateCompiler::fraction))
                    .add("::float8) within group (order by (");
            appendColumn(groups, field);
            sql.add(")::float8)");
            return;
        }
        sql.add(function.equals("countDistinct") ? "count(distinct " : function + "(");
        appendColumn(groups, field);
        sql.add(")");
    }

    private void appendColumn(Groups groups, String field) {
        switch (groups.entity().attribute(field)) {
            case Attribute.Column column -> sql.expression(column.sql(), groups.alias());
            case Attribute.ToOne one -> appendRelated(groups, one);
            case Attribute.ToMany many -> throw new IllegalStateException(field + " is a list");
        }
    }

    /** The internal id of the row that is pointed to, where it exists for the caller. */
    private void appendRelated(Groups groups, Attribute.ToOne one) {
        Entity target = catalog.entity(one.target()).requireReadableBy(caller);
        String row = sql.newAlias();
        sql.add("(select " + row + ".id from hub." + target.table() + " " + row);
        sql.add(" where " + row + ".id = " + groups.alias() + "." + one.by() + " and ");
        conditions.appendCompany(target, row);
        sql.add(")");
    }

    private static Object fraction(Object value) {
        BigDecimal fraction = (BigDecimal) value;
        if (fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) > 0) {
            throw ReadRefused.badInput("`fraction` must be from 0 to 1.");
        }
        return fraction;
    }

    private void appendFilter(Groups groups, Optional<Given> where) {
        where.ifPresent(given -> {
            sql.add(" filter (where ");
            conditions.append(groups.entity(), groups.alias(), given);
            sql.add(")");
        });
    }

    /** There is always one, so that no group keys make one group of all rows. */
    private void appendHaving(Groups groups, Place place) {
        sql.add(" having true");
        place.argument("having").ifPresent(having -> {
            sql.add(" and ");
            appendHaving(groups, having, 0);
        });
    }

    private void appendHaving(Groups groups, Given having, int depth) {
        budget.addCondition(depth);
        sql.add("(true");
        for (String name : having.names()) {
            sql.add(" and ");
            Given member = having.member(name);
            switch (name) {
                case "and" -> appendAll(groups, member.elements(), " and ", "true", depth);
                case "or" -> appendAll(groups, member.elements(), " or ", "false", depth);
                case "not" -> {
                    appendHaving(groups, member, depth + 1);
                    sql.add(" is not true");
                }
                case "count" -> conditions.appendFilter(() -> sql.add("count(*)"), Kind.INT, member, depth);
                default -> appendMeasureFilters(groups, name, member, depth);
            }
        }
        sql.add(")");
    }

    private void appendAll(Groups groups, List<Given> parts, String operator, String none, int depth) {
        sql.add("(");
        String separator = "";
        for (Given part : parts) {
            sql.add(separator);
            appendHaving(groups, part, depth + 1);
            separator = operator;
        }
        sql.add(parts.isEmpty() ? none : "").add(")");
    }

    private void appendMeasureFilters(Groups groups, String function, Given filters, int depth) {
        sql.add("(true");
        for (String field : filters.names()) {
            sql.add(" and ");
            conditions.appendFilter(
                    () -> appendMeasure(groups, function, field, Optional.empty()),
                    kind(groups.entity(), function, field),
                    filters.member(field),
                    depth);
        }
        sql.add(")");
    }

    /** What the caller asks for, then the keys, so that equal measures have an order too. */
    private void appendOrderBy(Groups groups, Place place) {
        List<Given> entries = place.argument("orderBy").map(Given::elements).orElse(List.of());
        if (entries.size() > Limits.MAX_ORDER_KEYS) {
            throw ReadRefused.badInput("Groups are ordered by at most " + Limits.MAX_ORDER_KEYS + " values.");
        }
        String separator = " order by ";
        for (Given entry : entries) {
            sql.add(separator);
            appendOrder(groups, entry);
            separator = ", ";
        }
        for (int i = 0; i < groups.keys().size(); i++) {
            sql.add(separator).add(GroupKeys.column(i));
            separator = ", ";
        }
    }

    private void appendOrder(Groups groups, Given entry) {
        String name = only(entry);
        Given member = entry.member(name);
        switch (name) {
            case "count" -> appendDirected(() -> sql.add("count(*)"), member);
            case "key" -> appendKeyOrder(groups, member);
            default -> {
                String field = only(member);
                appendDirected(() -> appendMeasure(groups, name, field, Optional.empty()), member.member(field));
            }
        }
    }

    private void appendKeyOrder(Groups groups, Given entry) {
        List<String> path = new ArrayList<>();
        Given at = entry;
        while (at.decides(value -> value instanceof java.util.Map<?, ?>)) {
            path.add(only(at));
            at = at.member(path.getLast());
        }
        int key = groups.keys().indexOf(path);
        appendDirected(() -> sql.add(GroupKeys.column(key)), at);
    }

    /** Groups without a value come last, whichever way. */
    private void appendDirected(Runnable expression, Given direction) {
        expression.run();
        sql.add(direction.decides("DESC"::equals) ? " desc nulls last" : "");
    }

    private static String only(Given entry) {
        if (entry.names().size() != 1) {
            throw ReadRefused.badInput("Each entry of orderBy names exactly one field.");
        }
        return entry.names().iterator().next();
    }
}
