package io.esteira.query;

import io.esteira.platform.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles what is asked of a row: its columns, the rows that it points to, the rows that point to it. */
final class RowCompiler {

    private final Catalog catalog;
    private final Caller caller;
    private final SqlText sql;
    private final Budget budget;
    private final Conditions conditions;
    private final ConnectionCompiler connections;

    RowCompiler(Catalog catalog, Caller caller, SqlText sql) {
        this.catalog = catalog;
        this.caller = caller;
        this.sql = sql;
        this.budget = new Budget();
        this.conditions = new Conditions(catalog, caller, sql, budget);
        this.connections = new ConnectionCompiler(sql, budget, conditions, this);
    }

    Conditions conditions() {
        return conditions;
    }

    ConnectionCompiler connections() {
        return connections;
    }

    Order order(Entity entity, Place list, List<Attribute.Sort> otherwise) {
        return Order.of(entity, this::related, list.argument("orderBy"), otherwise);
    }

    private Entity related(String type) {
        return catalog.entity(type).requireReadableBy(caller);
    }

    /**
     * Appends what is asked of a row.
     *
     * @param parents how many such rows there can be
     */
    List<Rewriter.Slot> appendColumns(Entity entity, String alias, List<Place> fields, long parents, Columns columns) {
        List<Rewriter.Slot> slots = new ArrayList<>();
        for (Place place : fields) {
            slots.add(
                    place.field().equals("__typename")
                            ? Rewriter.typeName(place)
                            : appendColumn(entity, alias, place, parents, columns));
        }
        return slots;
    }

    private Rewriter.Slot appendColumn(Entity entity, String alias, Place place, long parents, Columns columns) {
        return switch (entity.attribute(place.field())) {
            case Attribute.Column column ->
                Rewriter.value(place, columns.add(() -> appendValue(entity, column, alias, columns)));
            case Attribute.ToOne one when columns.hasRoom() -> appendJoined(one, alias, place, parents, columns);
            case Attribute.ToOne one ->
                Rewriter.value(place, columns.add(() -> appendPointedTo(one, alias, place, parents)));
            case Attribute.ToMany many ->
                Rewriter.value(place, columns.add(() -> appendList(many, alias, place, parents)));
        };
    }

    private Rewriter appendValue(Entity entity, Attribute.Column column, String alias, Columns columns) {
        Attribute.Lookup lookup = column.lookup();
        if (lookup != null && columns.hasRoom()) {
            sql.add(columns.join(lookup.table(), alias, lookup.by(), Link.ALL))
                    .add(".")
                    .add(lookup.column());
        } else {
            sql.expression(column.sql(), alias);
        }
        return Rewriter.of(column, entity);
    }

    /** The row that another points to: whether there is one, then its columns. */
    private Rewriter.Slot appendJoined(Attribute.ToOne one, String alias, Place place, long parents, Columns columns) {
        Entity entity = related(one.target());
        String row = columns.join(
                entity.table(), alias, one.by(), (text, joined) -> conditions.appendCompany(entity, joined));
        columns.add(() -> sql.add(row).add(".id is not null"));
        List<Rewriter.Slot> slots = appendColumns(entity, row, place.children(), parents, columns);
        return new Rewriter.Joined(Rewriter.name(place), slots, one.nullable());
    }

    private Rewriter appendPointedTo(Attribute.ToOne one, String alias, Place place, long parents) {
        return appendRow(
                related(one.target()), place.children(), parents, Link.equal("id", alias, one.by()), one.nullable());
    }

    /** The row of which the link is true, as JSON. */
    Rewriter appendRow(Entity entity, List<Place> fields, long parents, Link link, boolean nullable) {
        String row = sql.newAlias();
        sql.add("(select row_to_json(r) from (select ");
        Columns columns = new Columns(sql);
        List<Rewriter.Slot> slots = appendColumns(entity, row, fields, parents, columns);
        appendFrom(entity, row, columns, link);
        conditions.appendCompany(entity, row);
        sql.add(") r)");
        return new Rewriter.Row(slots, nullable);
    }

    private Rewriter appendList(Attribute.ToMany many, String parent, Place place, long parents) {
        Entity entity = related(many.target());
        Link link = Link.equal(many.by(), parent, "id");
        if (many.paged()) {
            return connections.append(entity, place, parents, order(entity, place, many.order()), link);
        }
        String row = sql.newAlias();
        long rows = budget.addRows(parents, Limits.USUAL_CHILDREN);
        sql.add("(select json_agg(r) from (select ");
        Columns columns = new Columns(sql);
        List<Rewriter.Slot> slots = appendColumns(entity, row, place.children(), rows, columns);
        appendFrom(entity, row, columns, link);
        conditions.appendList(entity, row, place.argument("where"));
        listOrder(entity, many, place).appendOrderBy(sql, row);
        sql.add(" limit " + (Limits.MAX_CHILDREN + 1) + ") r)");
        return new Rewriter.Rows(new Rewriter.Row(slots, false), many.name());
    }

    /** Of rows that their order tells apart the id need not be looked at: the index has them in that order. */
    private Order listOrder(Entity entity, Attribute.ToMany many, Place place) {
        Order order = order(entity, place, many.order());
        boolean asDescribed = place.argument("orderBy").isEmpty();
        return many.unique() && asDescribed ? order.withoutId() : order;
    }

    private void appendFrom(Entity entity, String row, Columns columns, Link link) {
        sql.add(" from hub.").add(entity.table()).add(" ").add(row);
        columns.appendJoins();
        sql.add(" where ");
        link.append(sql, row);
        sql.add(" and ");
    }

    /** Rows by internal id, each with its id before its columns. */
    Rewriter.Row appendKnownRows(Entity entity, List<Place> fields, Optional<Given> where) {
        String row = sql.newAlias();
        Columns columns = new Columns(sql);
        sql.add("select json_agg(r) from (select ");
        columns.add(() -> sql.add(row).add(".id"));
        List<Rewriter.Slot> slots = appendColumns(entity, row, fields, 1, columns);
        appendFrom(entity, row, columns, (text, alias) -> text.add(alias)
                .add(".id = any(")
                .bind(Bind.ROWS)
                .add(")"));
        conditions.appendCompany(entity, row);
        where.ifPresent(given -> {
            sql.add(" and ");
            conditions.append(entity, row, given);
        });
        sql.add(" order by ").add(row).add(".id) r");
        return new Rewriter.Row(slots, false);
    }
}
