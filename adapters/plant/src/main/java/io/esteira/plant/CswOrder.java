package io.esteira.plant;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A production order of CSW as PCP opens it.
 *
 * @param number {@code NNNNNN-SSS}
 * @param routing the codes of the phases, in order
 */
record CswOrder(
        String number,
        CswCatalog.Style style,
        int type,
        int priority,
        List<Integer> routing,
        List<Quantity> quantities) {

    /** @param pieces whole pieces of one SKU */
    record Quantity(CswCatalog.Sku sku, int pieces) {}

    private static final int FIRST_NUMBER = 101;
    private static final int SALE = 1;
    private static final int PART = 2;

    /** The order with the given index; every tenth is the part order of the one before. */
    static CswOrder at(CswCatalog catalog, long seed, int index) {
        Dice dice = Dice.of(seed, "csw.order", index);
        boolean partOrder = index % 10 == 9;
        int mother = FIRST_NUMBER + (partOrder ? index - 1 : index);
        CswCatalog.Style style = partOrder ? catalog.part(dice) : catalog.style(dice);
        List<Quantity> quantities = new ArrayList<>();
        for (CswCatalog.Sku sku : style.skus()) {
            if (quantities.isEmpty() || dice.chance(70)) {
                quantities.add(new Quantity(sku, dice.between(20, 90)));
            }
        }
        return new CswOrder(
                CswCatalog.padded(mother, 6) + (partOrder ? "-002" : "-001"),
                style,
                partOrder ? PART : SALE,
                dice.between(1, 3),
                CswCatalog.routing(style, dice),
                quantities);
    }

    int pieces() {
        return quantities.stream().mapToInt(Quantity::pieces).sum();
    }

    /** The collection that an order of that day belongs to. */
    record Lot(String code, String description) {

        private static final String MONTHS = "RFMAIJLGSOND";
        private static final List<String> SEASONS = List.of("VERAO", "ALTO VERAO", "INVERNO", "INVERNO", "PRIMAVERA");

        static Lot on(LocalDate day) {
            return new Lot(
                    month(day) + "24A", "LOTE " + season(day) + (day.getMonthValue() % 3 == 0 ? " ENCOMENDAS" : ""));
        }

        /** A lot of forecast of that day's collection; they are numbered. */
        static Lot forecast(LocalDate day, int number) {
            return new Lot(
                    month(day) + "06" + (char) ('A' + number - 1),
                    "PREV " + season(day) + (number == 1 ? "" : " L" + number));
        }

        private static String month(LocalDate day) {
            return CswCatalog.padded(day.getYear() % 100, 2) + MONTHS.charAt(day.getMonthValue() - 1);
        }

        private static String season(LocalDate day) {
            return SEASONS.get(day.getMonthValue() * 4 / 12) + " " + day.getYear();
        }
    }
}
