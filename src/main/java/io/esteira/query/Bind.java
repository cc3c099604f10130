package io.esteira.query;

import io.esteira.platform.Caller;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/**
 * A bind parameter of a statement: what takes the place of a {@code ?}.
 *
 * @param array the value is an {@code Object[]} of the type's elements
 */
record Bind(String sqlType, boolean array, Function<Inputs, Object> value) {

    static final Bind COMPANIES =
            new Bind("smallint", true, inputs -> inputs.caller().companyIds().toArray());
    static final Bind NOW =
            new Bind("timestamptz", false, inputs -> inputs.now().atOffset(ZoneOffset.UTC));
    static final Bind ROWS = new Bind("bigint", true, inputs -> inputs.rows().toArray());

    static Bind texts(List<String> texts) {
        return new Bind("text", true, inputs -> texts.toArray());
    }

    static Bind number(long number) {
        return new Bind("bigint", false, inputs -> number);
    }

    /**
     * What one run of a statement is given.
     *
     * @param rows internal ids, for statements that read known rows; empty for others
     */
    record Inputs(Selection root, Caller caller, Instant now, List<Long> rows) {}
}
