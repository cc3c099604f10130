package io.esteira.adapter.csw;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is read of CSW: which files ask for it, and how its rows are told apart.
 *
 * @param entity also the name of the file that reads the scope; {@code <entity>-history} reads what lies outside of it and
 *     {@code <entity>-by-key} looks rows up
 * @param pageColumn ascending; a page ends between two of its values; blank where all rows are one page
 * @param keyColumns together the source key; rows that are alike in them are numbered
 * @param lookUpColumn the key column by which rows are looked up
 * @param window whether the scope is a window of days instead of the open orders
 */
record CswQuery(
        String entity,
        Set<String> after,
        String pageColumn,
        List<String> keyColumns,
        String lookUpColumn,
        boolean history,
        boolean window,
        Duration cadence,
        Duration snapshotCadence) {

    static final String KEY_SEPARATOR = "|";

    static List<CswQuery> all(CswProperties p) {
        Duration master = p.masterCadence();
        Duration orders = p.orderCadence();
        return List.of(
                new CswQuery("phases", Set.of(), "", List.of("codfase"), "codfase", false, false, master, master),
                new CswQuery(
                        "styles",
                        Set.of(),
                        "codengenharia",
                        List.of("codengenharia"),
                        "codengenharia",
                        false,
                        false,
                        master,
                        master),
                new CswQuery(
                        "items",
                        Set.of("styles"),
                        "coditem",
                        List.of("coditem"),
                        "coditem",
                        false,
                        false,
                        master,
                        master),
                new CswQuery(
                        "orders",
                        Set.of("styles", "phases"),
                        "numeroop",
                        List.of("numeroop"),
                        "numeroop",
                        true,
                        false,
                        orders,
                        orders),
                new CswQuery(
                        "order-lines",
                        Set.of("orders", "items"),
                        "numeroop",
                        List.of("numeroop", "codsortimento", "seqtamanho"),
                        "numeroop",
                        true,
                        false,
                        orders,
                        orders),
                new CswQuery(
                        "routing",
                        Set.of("orders"),
                        "numeroop",
                        List.of("numeroop", "codseqroteiro"),
                        "numeroop",
                        true,
                        false,
                        orders,
                        orders),
                new CswQuery(
                        "movements",
                        Set.of("routing"),
                        "numeroop",
                        List.of("numeroop", "seqroteiro", "datamov", "horamov"),
                        "numeroop",
                        true,
                        true,
                        p.movementCadence(),
                        p.movementSnapshotCadence()));
    }
}
