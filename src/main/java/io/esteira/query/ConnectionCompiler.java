package io.esteira.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles a connection: a page, its length, the number of all rows, how fresh they are; each only when asked for. */
final class ConnectionCompiler {

    private static final String FRESHNESS = """
            (select json_agg(r) from (
              select s.source as f0, c.code as f1,
                case when bool_and(st.read_as_of is not null) then min(st.read_as_of) end as f2,
                bool_or(st.read_as_of is null or st.read_as_of + coalesce(st.stale_after, interval '1 day') < {now}) as f3
              from hub.stream s
              join hub.company c on c.id = s.company_id
              left join hub.stream_state st on st.stream_id = s.id
              where s.company_id = any(""";

    private static final String FRESHNESS_END = """
            )
              group by s.source, c.code
              order by c.code, s.source) r)""";

    private final SqlText sql;
    private final Budget budget;
    private final Conditions conditions;
    private final RowCompiler rows;

    ConnectionCompiler(SqlText sql, Budget budget, Conditions conditions, RowCompiler rows) {
        this.sql = sql;
        this.budget = budget;
        this.conditions = conditions;
        this.rows = rows;
    }

    /** @param link which rows belong to the list, by their alias */
    Reader append(Entity entity, Place place, long parents, Order order, Link link) {
        sql.add("(select row_to_json(c) from (select ");
        PageLength length = PageLength.of(place);
        sql.bind(length.bind()).add("::int as f0");
        ConnectionReader.Page page = null;
        List<Place> parts = rowParts(place);
        boolean pageInfo = !place.children("pageInfo").isEmpty();
        if (!parts.isEmpty() || pageInfo) {
            sql.add(", ");
            page = appendPage(entity, place, parts, parents, order, link, length);
            sql.add(" as f1");
        }
        boolean count = !place.children("totalCount").isEmpty();
        if (count) {
            sql.add(", ");
            appendCount(entity, place, link);
            sql.add(" as f2");
        }
        boolean freshness = !place.children("freshness").isEmpty();
        if (freshness) {
            sql.add(", ");
            appendFreshness(entity);
            sql.add(" as f3");
        }
        sql.add(") c)");
        return new ConnectionReader(outputs(place, parts), page, count, freshness);
    }

    /**
     * How many rows of the list, and from which end.
     *
     * @param rows as the request that is compiled says it
     */
    private record PageLength(Bind bind, long rows, boolean fromEnd) {

        static PageLength of(Place place) {
            Optional<Given> first = place.argument("first");
            Optional<Given> last = place.argument("last");
            if (first.isPresent() && last.isPresent()) {
                throw ReadRefused.badInput("Give `first` or `last`, not both.");
            }
            Optional<Given> length = last.or(() -> first);
            return new PageLength(
                    length.map(given -> given.bind(Kind.INT, PageLength::checked))
                            .orElse(Bind.number(Limits.DEFAULT_PAGE)),
                    length.map(given -> (long) (Integer) checked(given.now())).orElse((long) Limits.DEFAULT_PAGE),
                    last.isPresent());
        }

        private static Object checked(Object value) {
            int length = (Integer) value;
            if (length < 0 || length > Limits.MAX_PAGE) {
                throw ReadRefused.badInput("`first` and `last` must be from 0 to " + Limits.MAX_PAGE + ".");
            }
            return length;
        }
    }

    /** The selections that are made of each row of the page: {@code nodes}, and {@code node} of {@code edges}. */
    private static List<Place> rowParts(Place place) {
        List<Place> parts = new ArrayList<>(place.children("nodes"));
        place.children("edges").forEach(edges -> parts.addAll(edges.children("node")));
        place.children("edges").stream()
                .filter(edges -> edges.children("node").isEmpty())
                .forEach(parts::add);
        return parts;
    }

    private ConnectionReader.Page appendPage(
            Entity entity, Place place, List<Place> parts, long parents, Order order, Link link, PageLength length) {
        String row = sql.newAlias();
        long count = budget.addRows(parents, length.rows());
        boolean cursors = needsCursors(place);
        sql.add("(select json_agg(r) from (select ");
        int column = 0;
        if (cursors) {
            for (Order.Key key : order.keys()) {
                sql.expression(key.column().sql(), row).add(" as f" + column + ", ");
                column++;
            }
            sql.add(row).add(".id as f" + column);
            column++;
        }
        List<ConnectionReader.Part> readers = new ArrayList<>();
        for (Place part : parts) {
            List<Place> fields = part.field().equals("edges") ? List.of() : part.children();
            List<Reader.Slot> slots = rows.appendColumns(entity, row, fields, count, column);
            column += slots.size();
            readers.add(new ConnectionReader.Part(slots));
        }
        sql.add(column == 0 ? "null as f0" : "");
        appendPageRows(entity, place, order, link, row, length);
        sql.add(") r)");
        return new ConnectionReader.Page(
                cursors ? order : null,
                readers,
                length.fromEnd(),
                place.argument("after").isPresent(),
                place.argument("before").isPresent());
    }

    private void appendPageRows(Entity entity, Place place, Order order, Link link, String row, PageLength length) {
        sql.add(" from (select * from hub.").add(entity.table()).add(" ").add(row);
        sql.add(" where ");
        link.append(sql, row);
        sql.add(" and ");
        conditions.appendList(entity, row, place.argument("where"));
        Order fromEnd = order.reversed();
        appendBeyond(order, row, place.argument("after"));
        appendBeyond(fromEnd, row, place.argument("before"));
        (length.fromEnd() ? fromEnd : order).appendOrderBy(sql, row);
        sql.add(" limit ")
                .bind(length.bind())
                .add(needsNext(place, length) ? " + 1) " : ") ")
                .add(row);
    }

    private void appendBeyond(Order order, String row, Optional<Given> cursor) {
        cursor.ifPresent(given -> {
            sql.add(" and ");
            order.appendAfter(sql, row, given);
        });
    }

    private void appendCount(Entity entity, Place place, Link link) {
        String row = sql.newAlias();
        sql.add("(select count(*) from hub.").add(entity.table()).add(" ").add(row);
        sql.add(" where ");
        link.append(sql, row);
        sql.add(" and ");
        conditions.appendList(entity, row, place.argument("where"));
        sql.add(")");
    }

    private void appendFreshness(Entity entity) {
        sql.expression(FRESHNESS, "s").bind(Bind.COMPANIES).add(") and s.entity = any(");
        sql.bind(Bind.texts(entity.fedBy())).add(FRESHNESS_END);
    }

    private static boolean needsCursors(Place place) {
        return place.children("edges").stream()
                        .anyMatch(edges -> !edges.children("cursor").isEmpty())
                || pageInfoAsks(place, "startCursor")
                || pageInfoAsks(place, "endCursor");
    }

    /** Whether there are more rows the way that the page goes. */
    private static boolean needsNext(Place place, PageLength length) {
        return pageInfoAsks(place, length.fromEnd() ? "hasPreviousPage" : "hasNextPage");
    }

    private static boolean pageInfoAsks(Place place, String field) {
        return place.children("pageInfo").stream()
                .anyMatch(info -> !info.children(field).isEmpty());
    }

    private static List<ConnectionReader.Output> outputs(Place place, List<Place> parts) {
        List<ConnectionReader.Output> outputs = new ArrayList<>();
        for (Place child : place.children()) {
            String key = child.key();
            switch (child.field()) {
                case "nodes" -> outputs.add(new ConnectionReader.Nodes(key, partOf(child, parts)));
                case "edges" -> outputs.add(new ConnectionReader.Edges(key, edgeOutputs(child, parts)));
                case "pageInfo" -> outputs.add(new ConnectionReader.Info(key));
                case "totalCount" -> outputs.add(new ConnectionReader.Count(key));
                case "freshness" -> outputs.add(new ConnectionReader.FreshnessList(key));
                default -> {} // __typename
            }
        }
        return outputs;
    }

    private static List<ConnectionReader.EdgeOutput> edgeOutputs(Place edges, List<Place> parts) {
        return edges.children().stream()
                .filter(child -> !child.field().equals("__typename"))
                .map(child -> new ConnectionReader.EdgeOutput(
                        child.key(),
                        Optional.of(child)
                                .filter(c -> c.field().equals("node"))
                                .map(c -> partOf(c, parts))
                                .orElse(-1)))
                .toList();
    }

    private static int partOf(Place place, List<Place> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).here() == place.here()) {
                return i;
            }
        }
        throw new IllegalStateException("not a part of the row: " + place.key());
    }
}
