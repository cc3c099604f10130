package io.esteira.query;

import io.esteira.platform.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns what is asked for into one statement. It depends on the caller's roles and on the request's {@link Shape}. */
final class StatementCompiler {

    private final Catalog catalog;

    StatementCompiler(Catalog catalog) {
        this.catalog = catalog;
    }

    /** One row by the argument {@code id}. */
    Statement one(Entity entity, Selection root, Caller caller) {
        SqlText sql = new SqlText();
        Shape shape = new Shape();
        Place place = Place.root(root, shape);
        Given id = place.argument("id").orElseThrow(() -> ReadRefused.badInput("Give an id."));
        Bind publicId = id.bind(Kind.ID, text -> Conditions.publicId(entity, text));
        sql.add("select ");
        Link found = (text, row) -> text.add(row).add(".public_id = ").bind(publicId);
        Rewriter rewriter = rows(sql, entity, caller).appendRow(entity, place.children(), 1, found, true);
        return sql.toStatement(entity, rewriter, shape);
    }

    /** A page of rows by the arguments of a connection. */
    Statement many(Entity entity, Selection root, Caller caller) {
        SqlText sql = new SqlText();
        Shape shape = new Shape();
        Place place = Place.root(root, shape);
        RowCompiler rows = rows(sql, entity, caller);
        Order order = rows.order(entity, place, entity.order());
        sql.add("select ");
        Rewriter rewriter = rows.connections().append(entity, place, 1, order, Link.ALL);
        return sql.toStatement(entity, rewriter, shape);
    }

    /**
     * Each row of a list as a row of its own, after a column with the number of all rows: where the row is plain its columns one by one,
     * else its JSON. For {@link StatementRunner#each}.
     */
    Statement each(Entity entity, Selection root, Caller caller) {
        Statement columns = each(entity, root, caller, false);
        return ((Rewriter.Row) columns.rewriter()).isPlain() ? columns : each(entity, root, caller, true);
    }

    private Statement each(Entity entity, Selection root, Caller caller, boolean json) {
        SqlText sql = new SqlText();
        Shape shape = new Shape();
        Place place = Place.root(root, shape);
        RowCompiler rows = rows(sql, entity, caller);
        Order order = rows.order(entity, place, entity.order());
        Rewriter rewriter = rows.connections().appendEach(entity, place, order, json);
        return sql.toStatement(entity, rewriter, shape).plannedForItsValues();
    }

    /** Groups of rows by the arguments of an aggregate. */
    Statement aggregate(Entity entity, Selection root, Caller caller) {
        SqlText sql = new SqlText();
        entity.requireReadableBy(caller);
        Shape shape = new Shape();
        Rewriter rewriter = new AggregateCompiler(catalog, caller, sql).append(entity, Place.root(root, shape));
        return sql.toStatement(entity, rewriter, shape).plannedForItsValues();
    }

    /** What a copy of a list lacks, by the arguments of its changes. */
    Statement changes(Entity entity, Selection root, Caller caller) {
        SqlText sql = new SqlText();
        entity.requireReadableBy(caller);
        String scope = Position.scope(entity, new Bind.Inputs(root, caller, Instant.EPOCH, List.of()));
        Shape shape = new Shape();
        Rewriter rewriter = new ChangesCompiler(catalog, caller, sql).append(entity, Place.root(root, shape), scope);
        return sql.toStatement(entity, rewriter, shape);
    }

    /** Rows of known internal ids for which the argument {@code where} holds, deleted ones too; for {@link StatementRunner#rows}. */
    Statement known(Entity entity, Selection root, Caller caller) {
        SqlText sql = new SqlText();
        Shape shape = new Shape();
        Place place = Place.root(root, shape);
        Optional<Given> where = place.argument("where");
        Rewriter rewriter = rows(sql, entity, caller).appendKnownRows(entity, place.children(), where);
        return sql.toStatement(entity, rewriter, shape);
    }

    private RowCompiler rows(SqlText sql, Entity entity, Caller caller) {
        entity.requireReadableBy(caller);
        return new RowCompiler(catalog, caller, sql);
    }
}
