package io.esteira.plant;

import java.math.BigDecimal;

/**
 * A production order of Protheus as PCP opens it.
 *
 * @param number C2_NUM: six characters, zeros kept, some with a letter
 * @param type C2_TPOP: F firm, P planned
 * @param status C2_STATUS: N normal, U suspended
 * @param blocked whether C2_BLQAPON is 1
 */
record ProtheusOrder(
        String branch,
        String number,
        ProtheusCatalog.Item item,
        BigDecimal quantity,
        char type,
        char status,
        boolean blocked) {

    static final String ITEM = "01";
    static final String SEQUENCE = "001";

    private static final int FIRST_NUMBER = 123;

    /**
     * The order with the given index.
     *
     * @param mayWait whether it may be planned, suspended or blocked; never true for one with a history
     */
    static ProtheusOrder at(ProtheusCatalog catalog, long seed, int index, boolean mayWait) {
        Dice dice = Dice.of(seed, "protheus.order", index);
        ProtheusCatalog.Item item = catalog.product(dice);
        BigDecimal quantity = item.unit().equals("KG")
                ? BigDecimal.valueOf(dice.between(100_00, 2_000_00), 2)
                : BigDecimal.valueOf(dice.between(10, 200) * 10L);
        int state = dice.between(0, 99);
        return new ProtheusOrder(
                ProtheusCatalog.BRANCH,
                number(index),
                item,
                quantity,
                mayWait && state < 4 ? 'P' : 'F',
                mayWait && state >= 4 && state < 6 ? 'U' : 'N',
                mayWait && state >= 6 && state < 8);
    }

    ProtheusOrder in(String otherBranch) {
        return new ProtheusOrder(otherBranch, number, item, quantity, type, status, blocked);
    }

    private static String number(int index) {
        int number = FIRST_NUMBER + index;
        return index % 97 == 41 ? "A" + CswCatalog.padded(number % 100_000, 5) : CswCatalog.padded(number, 6);
    }

    /** C2_OP without its padding: number, item and sequence. */
    String key() {
        return number + ITEM + SEQUENCE;
    }

    boolean workable() {
        return type == 'F' && status == 'N' && !blocked;
    }
}
