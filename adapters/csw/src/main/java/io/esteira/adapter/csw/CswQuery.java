package io.esteira.adapter.csw;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is read of CSW, and how its rows are told apart.
 *
 * @param entity also the name of the file that asks for it, as {@link CswStatements} reads it
 * @param pageColumn ascending; a page ends between two of its values; blank where all rows are one page
 * @param keyColumns together the source key; rows that are alike in them are numbered
 * @param lookUpColumn the key column by which rows are looked up
 * @param history whether what lies outside of the scope is read once
 * @param window how far back from today the scope begins, for queries that ask {@code :since}
 * @param incremental whether runs between two snapshots begin where the last one ended
 */
record CswQuery(
        String entity,
        Set<String> after,
        String pageColumn,
        List<String> keyColumns,
        String lookUpColumn,
        boolean history,
        Duration window,
        boolean incremental,
        Duration cadence,
        Duration snapshotCadence) {

    static final String KEY_SEPARATOR = "|";

    /** The day of a row, of queries whose rows have one. */
    private static final Map<String, String> DAYS = Map.of(
            "orders", "datageracao",
            "movements", "datamov",
            "sales-orders", "dataemissao",
            "shipments", "datlib",
            "notes-sent", "dataemissao",
            "notes-returned", "dataentrada");

    static List<CswQuery> all(CswProperties p) {
        Duration master = p.masterCadence();
        Duration orders = p.orderCadence();
        Duration sales = p.salesOrderCadence();
        return List.of(
                every(master, "phases", "codfase").inOnePage(),
                every(master, "styles", "codengenharia"),
                every(master, "items", "coditem").after("styles"),
                every(master, "style-routing", "codengenharia", "codfase").after("styles", "phases"),
                every(master, "components", "produto", "parte").after("items"),
                every(orders, "orders", "numeroop").after("styles", "phases").withHistory(),
                every(orders, "order-lines", "numeroop", "codsortimento", "seqtamanho")
                        .after("orders", "items")
                        .withHistory(),
                every(orders, "routing", "numeroop", "codseqroteiro")
                        .after("orders")
                        .withHistory(),
                every(p.movementCadence(), "movements", "numeroop", "seqroteiro", "datamov", "horamov")
                        .after("routing")
                        .withHistory()
                        .since(p.movementWindow())
                        .incremental(p.movementSnapshotCadence()),
                every(master, "lots", "codlote"),
                every(master, "forecasts", "codengenharia", "codlote", "codsortimento", "codseqtamanho")
                        .after("lots", "items"),
                every(master, "collections", "codcolecao").inOnePage(),
                every(master, "invoice-types", "codigo").inOnePage(),
                every(sales, "sales-orders", "codpedido").after("invoice-types").since(p.salesOrderWindow()),
                every(sales, "sales-order-lines", "codpedido", "coditem", "codproduto")
                        .after("sales-orders", "items")
                        .since(p.salesOrderWindow()),
                every(p.stockCadence(), "stock", "coditem", "codnatureza").after("items"),
                every(master, "subcontractors", "codfaccionista").inOnePage(),
                every(master, "shipments", "numeroop", "numrem", "codfac", "codfase")
                        .after("subcontractors", "orders"),
                every(master, "notes-sent", "numeroop", "codfaccio", "codfase", "dataemissao")
                        .after("subcontractors", "orders")
                        .withHistory()
                        .since(p.movementWindow()),
                every(master, "notes-returned", "numeroop", "codfaccio", "codfase", "dataentrada")
                        .after("subcontractors", "orders")
                        .withHistory()
                        .since(p.movementWindow()));
    }

    /** The column that holds the day of a row; empty where there is none. */
    Optional<String> dayColumn() {
        return Optional.ofNullable(DAYS.get(entity));
    }

    /** A whole reading each time, in pages by the first of the columns that make the key, by which rows are looked up too. */
    private static CswQuery every(Duration cadence, String entity, String... key) {
        return new CswQuery(
                entity, Set.of(), key[0], List.of(key), key[0], false, Duration.ZERO, false, cadence, cadence);
    }

    private CswQuery after(String... entities) {
        return new CswQuery(
                entity,
                Set.of(entities),
                pageColumn,
                keyColumns,
                lookUpColumn,
                history,
                window,
                incremental,
                cadence,
                snapshotCadence);
    }

    private CswQuery inOnePage() {
        return new CswQuery(
                entity, after, "", keyColumns, lookUpColumn, history, window, incremental, cadence, snapshotCadence);
    }

    private CswQuery withHistory() {
        return new CswQuery(
                entity,
                after,
                pageColumn,
                keyColumns,
                lookUpColumn,
                true,
                window,
                incremental,
                cadence,
                snapshotCadence);
    }

    private CswQuery since(Duration back) {
        return new CswQuery(
                entity,
                after,
                pageColumn,
                keyColumns,
                lookUpColumn,
                history,
                back,
                incremental,
                cadence,
                snapshotCadence);
    }

    private CswQuery incremental(Duration snapshots) {
        return new CswQuery(
                entity, after, pageColumn, keyColumns, lookUpColumn, history, window, true, cadence, snapshots);
    }
}
