package io.esteira.adapter.protheus;

import io.esteira.adapter.protheus.GenericQuery.Row;

/**
 * The number of a production order as H6_OP and all screens write it: number, item, sequence and grade item one after the other, each in
 * its width, blanks at the end removed. It is text: zeros and letters count.
 */
final class OrderNumber {

    static final int NUMBER_WIDTH = 6;

    private OrderNumber() {}

    static String of(Row row) {
        return of(row.text("C2_NUM"), row.text("C2_ITEM"), row.text("C2_SEQUEN"), row.text("C2_ITEMGRD"));
    }

    static String of(String number, String item, String sequence, String grade) {
        return (padded(number, NUMBER_WIDTH) + padded(item, 2) + padded(sequence, 3) + grade).stripTrailing();
    }

    private static String padded(String text, int width) {
        String trimmed = text.stripTrailing();
        return trimmed + " ".repeat(Math.max(0, width - trimmed.length()));
    }
}
