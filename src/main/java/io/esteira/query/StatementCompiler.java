package io.esteira.query;

import io.esteira.platform.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns what is asked for into one statement. Depends on the request's shape and the caller's roles alone, never on values. */
final class StatementCompiler {

    private final Catalog catalog;

    StatementCompiler(Catalog catalog) {
        this.catalog = catalog;
    }

    /** One row by the argument {@code id}. */
    Statement one(Entity entity, Selection root, Caller caller) {
        SqlText sql = new SqlText();
        Place place = Place.root(root);
        Given id = place.argument("id").orElseThrow(() -> ReadRefused.badInput("Give an id."));
        Bind publicId = id.bind(Kind.ID, text -> Conditions.publicId(entity, text));
        sql.add("select ");
        Reader reader = rows(sql, entity, caller).appendRow(entity, place.children(), 1, (text, row) -> text.add(row)
                .add(".public_id = ")
                .bind(publicId));
        return sql.toStatement(reader);
    }

    /** A page of rows by the arguments of a connection. */
    Statement many(Entity entity, Selection root, Caller caller) {
        SqlText sql = new SqlText();
        Place place = Place.root(root);
        RowCompiler rows = rows(sql, entity, caller);
        Order order = rows.order(entity, place, entity.order());
        sql.add("select ");
        Reader reader = rows.connections().append(entity, place, 1, order, Link.ALL);
        return sql.toStatement(reader);
    }

    /** Groups of rows by the arguments of an aggregate. */
    Statement aggregate(Entity entity, Selection root, Caller caller) {
        SqlText sql = new SqlText();
        entity.requireReadableBy(caller);
        Reader reader = new AggregateCompiler(catalog, caller, sql).append(entity, Place.root(root));
        return sql.toStatement(reader);
    }

    /** What a copy of a list lacks, by the arguments of its changes. */
    Statement changes(Entity entity, Selection root, Caller caller) {
        SqlText sql = new SqlText();
        entity.requireReadableBy(caller);
        String scope = Position.scope(entity, new Bind.Inputs(root, caller, Instant.EPOCH, List.of()));
        Reader reader = new ChangesCompiler(catalog, caller, sql).append(entity, Place.root(root), scope);
        return sql.toStatement(reader);
    }

    /** Rows of known internal ids for which the argument {@code where} holds, deleted ones too; answers a map by internal id. */
    Statement known(Entity entity, Selection root, Caller caller) {
        SqlText sql = new SqlText();
        Place place = Place.root(root);
        Optional<Given> where = place.argument("where");
        Reader reader = rows(sql, entity, caller).appendKnownRows(entity, place.children(), where);
        return sql.toStatement(reader);
    }

    private RowCompiler rows(SqlText sql, Entity entity, Caller caller) {
        entity.requireReadableBy(caller);
        return new RowCompiler(catalog, caller, sql);
    }
}
