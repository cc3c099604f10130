package io.esteira.bench;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids as clients choose them. */
public final class Uuid7 {

    private Uuid7() {}

    public static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000);
        return new UUID(high, random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
    }
}
