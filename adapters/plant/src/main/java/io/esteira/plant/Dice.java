package io.esteira.plant;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that repeats itself: the same seed, topic and number always roll the same. Used by one thread. */
final class Dice {

    private final SplittableRandom random;

    private Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Dice of(long seed, String topic, long number) {
        return new Dice(
                seed * 0x9E3779B97F4A7C15L + topic.hashCode() * 0xBF58476D1CE4E5B9L + number * 0x94D049BB133111EBL);
    }

    /** Both ends included. */
    int between(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
