package io.esteira.graphql.oracle;

import java.util.List;
import java.util.Random;

/** Chance, in the words of the generators. */
record Dice(Random random) {

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int greatest) {
        return least + random.nextInt(greatest - least + 1);
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
