package io.esteira.plant;

import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;

/** Fills what went to subcontractors and came back while the plant's history was made. Used once, by one thread. */
final class CswSubcontracting {

    private static final Set<Integer> EXTERNAL = Set.of(429, 431, 453, 455, 459);
    private static final int SHOPS = 9;

    /** Situations of a shipment; that of one whose pieces are back is the simulator's own. */
    static final int OPEN = 2;

    static final int BACK = 3;

    private final CopyBuffer shipments;
    private final CopyBuffer pieces;
    private final CopyBuffer sent;
    private final CopyBuffer returned;
    private final CopyBuffer subcontractors;
    private int number;

    CswSubcontracting(Connection connection) {
        this.shipments = new CopyBuffer(connection, "tct.RemessaOPsDistribuicao", "");
        this.pieces = new CopyBuffer(connection, "tct.RemessasLoteOP", "");
        this.sent = new CopyBuffer(connection, "tct.RetSimbolicoNF", "");
        this.returned = new CopyBuffer(connection, "tct.RetSimbolicoNFERetorno", "");
        this.subcontractors = new CopyBuffer(connection, "tcg.Faccionista", "");
        for (int shop = 1; shop <= SHOPS; shop++) {
            subcontractors.row(CswCatalog.COMPANY, shop, name(shop));
        }
    }

    /** Whether a subcontractor works there. */
    static boolean isExternal(int phase) {
        return EXTERNAL.contains(phase);
    }

    /** The subcontractor who works on an order. */
    static int shopOf(String order) {
        return 1 + Integer.parseInt(order.substring(0, 6)) % SHOPS;
    }

    static String name(int shop) {
        return "FACCAO " + shop;
    }

    /** @param situation whether the pieces are still there */
    void sent(String order, int phase, LocalDateTime at, int count, int situation) {
        int shop = shopOf(order);
        String day = Dates.csw(at.toLocalDate());
        number++;
        shipments.row(CswCatalog.COMPANY, order, shop, phase, number, situation, 1, day);
        pieces.row(CswCatalog.COMPANY, number, count);
        sent.row(CswCatalog.COMPANY, phase, shop, order, day, count);
    }

    void returned(String order, int phase, LocalDate day, BigDecimal count) {
        returned.row(CswCatalog.COMPANY, phase, shopOf(order), order, count, Dates.csw(day));
    }

    void flush() {
        subcontractors.flush();
        shipments.flush();
        pieces.flush();
        sent.flush();
        returned.flush();
    }
}
