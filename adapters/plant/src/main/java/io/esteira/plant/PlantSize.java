package io.esteira.plant;

/**
 * How much there is in the plant when it is born. The counts of movements are exact unless the routings alone need more.
 *
 * @param cswItems SKUs of CSW
 * @param cswOrders production orders of CSW, the open ones included
 * @param cswMovements rows of {@code tco.MovimentacaoOPFase}
 * @param protheusItems rows of SB1
 * @param protheusOrders rows of SC2 of the branch that the hub reads
 * @param protheusMovements rows of SH6
 */
public record PlantSize(
        int cswItems,
        int cswOrders,
        int cswOpenOrders,
        int cswMovements,
        int protheusItems,
        int protheusOrders,
        int protheusOpenOrders,
        int protheusMovements) {

    /** A mid-sized manufacturer: 5,000 items, 20,000 orders of which 3,000 are open, 200,000 movements. */
    public static final PlantSize DEFAULT = of(5_000, 20_000, 3_000, 200_000);

    /** Enough for a test, born in a moment: 60 orders in each company. */
    public static final PlantSize SMALL = new PlantSize(40, 60, 20, 500, 40, 60, 20, 300);

    public PlantSize {
        if (cswItems < 1 || protheusItems < 1) {
            throw new IllegalArgumentException("each company needs an item");
        }
        if (cswOpenOrders > cswOrders || protheusOpenOrders > protheusOrders) {
            throw new IllegalArgumentException("there cannot be more open orders than orders");
        }
    }

    /** Totals of both companies: 70 % of everything is CSW's. */
    public static PlantSize of(int items, int orders, int openOrders, int movements) {
        int cswItems = share(items);
        int cswOrders = share(orders);
        int cswOpen = share(openOrders);
        int cswMovements = share(movements);
        return new PlantSize(
                cswItems,
                cswOrders,
                cswOpen,
                cswMovements,
                Math.max(1, items - cswItems),
                orders - cswOrders,
                openOrders - cswOpen,
                movements - cswMovements);
    }

    /** Orders of CSW's customers. */
    int cswSalesOrders() {
        return Math.max(24, cswOrders / 5);
    }

    private static int share(int total) {
        return total * 7 / 10;
    }
}
