package io.esteira.graphql.oracle;

import java.util.ArrayList;
import java.util.List;

/** Cursors of the oracle: short texts that stand for what is kept here. */
final class NaiveCursors {

    static final String PREFIX = "oracle-cursor:";

    private final List<Object> meanings = new ArrayList<>();

    String text(Object meaning) {
        meanings.add(meaning);
        return PREFIX + (meanings.size() - 1);
    }

    Object meaning(String text) {
        return meanings.get(Integer.parseInt(text.substring(PREFIX.length())));
    }
}
