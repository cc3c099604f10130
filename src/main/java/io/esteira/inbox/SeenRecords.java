package io.esteira.inbox;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which inbox records a snapshot has shown so far. Kept in memory, some bits per record: a run belongs to one node and is of no
 * worth when that node dies. Used by one thread.
 */
final class SeenRecords {

    private static final int BLOCK = 1 << 16;

    private final Map<Long, BitSet> blocks = new HashMap<>();
    private final List<Long> returned = new ArrayList<>();
    private long count;
    private long inScope;

    /**
     * @param current in scope, and missed by no snapshot since it was last seen
     * @param scoped the inbox has it as in scope
     */
    void add(long id, boolean scoped, boolean current) {
        BitSet block = blocks.computeIfAbsent(id / BLOCK, key -> new BitSet());
        int bit = (int) (id % BLOCK);
        if (block.get(bit)) {
            return;
        }
        block.set(bit);
        count++;
        if (scoped) {
            inScope++;
        }
        if (!current) {
            returned.add(id);
        }
    }

    boolean contains(long id) {
        BitSet block = blocks.get(id / BLOCK);
        return block != null && block.get((int) (id % BLOCK));
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** How many of them the inbox had in scope. */
    long inScope() {
        return inScope;
    }

    /** Those that are back: out of scope, or missed by a snapshot before. */
    List<Long> returned() {
        return returned;
    }
}
