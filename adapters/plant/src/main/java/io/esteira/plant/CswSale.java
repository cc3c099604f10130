package io.esteira.plant;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's order of CSW as sales types it in.
 *
 * @param planned the day on which it is to be invoiced
 */
record CswSale(
        String number,
        int customer,
        int type,
        LocalDate issued,
        LocalDate planned,
        boolean commercialBlock,
        boolean creditBlock,
        List<Line> lines) {

    /** @param pieces whole pieces of one SKU */
    record Line(CswCatalog.Sku sku, int pieces) {}

    /** Situations; only 9 is CSW's own, the others are the simulator's. */
    static final int OPEN = 1;

    static final int INVOICED = 2;
    static final int CANCELLED = 9;

    static final String COLUMNS =
            "codEmpresa, codPedido, codCliente, codTipoNota, dataEmissao, dataPrevFat, codRepresentante, situacao";

    private static final int FIRST_NUMBER = 300_001;

    /** The order with the given index. A product may be in it twice. */
    static CswSale at(CswCatalog catalog, long seed, int index, LocalDate issued) {
        Dice dice = Dice.of(seed, "csw.sale.lines", index);
        List<Line> lines = new ArrayList<>();
        int count = dice.between(1, 5);
        for (int i = 0; i < count; i++) {
            CswCatalog.Sku sku = dice.pick(catalog.style(dice).skus());
            lines.add(new Line(sku, dice.between(2, 40)));
            if (dice.chance(10)) {
                lines.add(new Line(sku, dice.between(2, 10)));
            }
        }
        return new CswSale(
                CswCatalog.padded(FIRST_NUMBER + index, 6),
                dice.between(1, 400),
                dice.chance(90) ? 1 : dice.between(2, 3),
                issued,
                issued.plusDays(dice.between(10, 90)),
                dice.chance(4),
                dice.chance(4),
                List.copyOf(lines));
    }

    /** In the order of {@link #COLUMNS}. */
    @Nullable
    Object[] values(int situation) {
        return new @Nullable Object[] {
            CswCatalog.COMPANY,
            number,
            customer,
            type,
            Dates.csw(issued),
            Dates.csw(planned),
            customer % 7 + 1,
            situation
        };
    }
}
