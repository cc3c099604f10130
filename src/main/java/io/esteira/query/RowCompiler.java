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
     * Appends a list of columns, each named {@code f} and its number.
     *
     * @param parents how many such rows there can be
     * @param from number of the first column
     */
    List<Reader.Slot> appendColumns(Entity entity, String alias, List<Place> fields, long parents, int from) {
        List<Reader.Slot> slots = new ArrayList<>();
        for (Place place : fields) {
            if (!place.field().equals("__typename")) {
                sql.add(from + slots.size() == 0 ? "" : ", ");
                Reader reader = appendColumn(entity, alias, place, parents);
                sql.add(" as f" + (from + slots.size()));
                slots.add(new Reader.Slot(place.key(), reader));
            }
        }
        return slots;
    }

    private Reader appendColumn(Entity entity, String alias, Place place, long parents) {
        return switch (entity.attribute(place.field())) {
            case Attribute.Column column -> {
                sql.expression(column.sql(), alias);
                yield column.kind() == Kind.ID ? new Reader.Id(entity.type()) : column.kind()::read;
            }
            case Attribute.ToOne one ->
                appendRow(related(one.target()), place.children(), parents, Link.equal("id", alias, one.by()));
            case Attribute.ToMany many -> appendList(many, alias, place, parents);
        };
    }

    /** The row of which the link is true, as JSON. */
    Reader appendRow(Entity entity, List<Place> fields, long parents, Link link) {
        String row = sql.newAlias();
        sql.add("(select row_to_json(r) from (select ");
        List<Reader.Slot> slots = appendColumnsOrNull(entity, row, fields, parents);
        sql.add(" from hub.").add(entity.table()).add(" ").add(row);
        appendWhere(row, link);
        conditions.appendCompany(entity, row);
        sql.add(") r)");
        return new Reader.Row(slots);
    }

    private Reader appendList(Attribute.ToMany many, String parent, Place place, long parents) {
        Entity entity = related(many.target());
        Order order = order(entity, place, many.order());
        Link link = Link.equal(many.by(), parent, "id");
        if (many.paged()) {
            return connections.append(entity, place, parents, order, link);
        }
        String row = sql.newAlias();
        long rows = budget.addRows(parents, Limits.USUAL_CHILDREN);
        sql.add("(select json_agg(r) from (select ");
        List<Reader.Slot> slots = appendColumnsOrNull(entity, row, place.children(), rows);
        sql.add(" from hub.").add(entity.table()).add(" ").add(row);
        appendWhere(row, link);
        conditions.appendList(entity, row, place.argument("where"));
        order.appendOrderBy(sql, row);
        sql.add(" limit " + Limits.MAX_CHILDREN + ") r)");
        return new Reader.Rows(new Reader.Row(slots));
    }

    private void appendWhere(String row, Link link) {
        sql.add(" where ");
        link.append(sql, row);
        sql.add(" and ");
    }

    private List<Reader.Slot> appendColumnsOrNull(Entity entity, String alias, List<Place> fields, long parents) {
        List<Reader.Slot> slots = appendColumns(entity, alias, fields, parents, 0);
        if (slots.isEmpty()) {
            sql.add("null as f0");
        }
        return slots;
    }

    /** Rows by internal id, each with its id before its columns. */
    Reader appendKnownRows(Entity entity, List<Place> fields, Optional<Given> where) {
        String row = sql.newAlias();
        sql.add("select json_agg(r) from (select ").add(row).add(".id as f0");
        List<Reader.Slot> slots = appendColumns(entity, row, fields, 1, 1);
        sql.add(" from hub.").add(entity.table()).add(" ").add(row);
        sql.add(" where ").add(row).add(".id = any(").bind(Bind.ROWS).add(") and ");
        conditions.appendCompany(entity, row);
        where.ifPresent(given -> {
            sql.add(" and ");
            conditions.append(entity, row, given);
        });
        sql.add(" order by ").add(row).add(".id) r");
        return new Reader.ById(new Reader.Row(slots));
    }
}
