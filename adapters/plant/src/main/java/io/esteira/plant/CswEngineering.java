package io.esteira.plant;

import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;

/** Fills what engineering keeps of styles: their routings, and the parts that they consume. Used once, by one thread. */
final class CswEngineering {

    private static final int PART = 10;
    private static final int PART_OF_SET = 12;

    private final CopyBuffer routings;
    private final CopyBuffer components;
    private final CopyBuffer quantities;
    private final CswCatalog catalog;
    private final long seed;

    CswEngineering(Connection connection, CswCatalog catalog, long seed) {
        this.routings = new CopyBuffer(connection, "tcp.ProcessosEngenharia", "");
        this.components = new CopyBuffer(connection, "tcp.ComponentesVariaveis", "");
        this.quantities = new CopyBuffer(connection, "tcp.CompVarSorGraTam", "");
        this.catalog = catalog;
        this.seed = seed;
    }

    void fill() {
        List<CswCatalog.Style> styles = catalog.all();
        for (int i = 0; i < styles.size(); i++) {
            CswCatalog.Style style = styles.get(i);
            Dice dice = Dice.of(seed, "csw.engineering", i);
            routing(style, dice);
            if (!style.part() && !catalog.parts().isEmpty() && dice.chance(40)) {
                components(style, dice);
            }
        }
        routings.flush();
        components.flush();
        quantities.flush();
    }

    private void routing(CswCatalog.Style style, Dice dice) {
        int position = 0;
        for (int phase : CswCatalog.routing(style, dice)) {
            routings.row(CswCatalog.COMPANY, style.code(), phase, CswCatalog.phaseName(phase), ++position);
        }
    }

    private void components(CswCatalog.Style style, Dice dice) {
        String colours = style.skus().stream()
                .map(sku -> Integer.toString(sku.colour()))
                .distinct()
                .collect(Collectors.joining(";"));
        int parts = dice.between(1, 2);
        for (int sequence = 1; sequence <= parts; sequence++) {
            CswCatalog.Style part = dice.pick(catalog.parts());
            int kind = dice.chance(85) ? PART : PART_OF_SET;
            components.row(CswCatalog.COMPANY, style.code(), part.code(), sequence, kind, "CORPO", colours);
            int each = dice.between(1, 2);
            for (CswCatalog.Sku sku : style.skus()) {
                quantities.row(CswCatalog.COMPANY, style.code(), sequence, sku.colour(), sku.size(), each);
            }
        }
    }
}
