package io.esteira.plant;

/** Whole numbers split as evenly as they go. */
final class Shares {

    private Shares() {}

    /** The given part of a total split into so many parts; the parts add up to the total. */
    static int of(int total, int parts, int part) {
        return (int) ((long) total * (part + 1) / parts - (long) total * part / parts);
    }

    /** The total spread over the entries whose weight is not 0. */
    static int[] spread(int[] weights, int total, int eligible) {
        int[] shares = new int[weights.length];
        int part = 0;
        for (int i = 0; i < weights.length && eligible > 0; i++) {
            if (weights[i] > 0) {
                shares[i] = of(total, eligible, part++);
            }
        }
        return shares;
    }
}
