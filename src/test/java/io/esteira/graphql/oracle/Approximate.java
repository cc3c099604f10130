package io.esteira.graphql.oracle;

import java.math.BigDecimal;

/**
 * A number whose last digits are nobody's business.
 *
 * @param magnitude of the largest number that it was made of; fourteen digits of that count
 */
record Approximate(BigDecimal number, BigDecimal magnitude) {

    static final String PREFIX = "oracle-number:";

    String text() {
        return PREFIX + number + ":" + magnitude;
    }

    static boolean same(String expected, String actual) {
        String[] parts = expected.split(":");
        BigDecimal tolerance = new BigDecimal(parts[2]).movePointLeft(14);
        return new BigDecimal(parts[1]).subtract(new BigDecimal(actual)).abs().compareTo(tolerance) <= 0;
    }
}
