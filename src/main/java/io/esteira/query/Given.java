package io.esteira.query;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A value that the request gives.
 *
 * @param now what it is in the request that is compiled; decides the shape of the SQL
 * @param from finds it in any request of the same shape; what is bound
 */
record Given(Object now, Function<Selection, Object> from) {

    /** An input object's members that are there. A null is refused: where it is meant, {@code isNull} says so. */
    Collection<String> names() {
        Map<?, ?> members = (Map<?, ?>) now;
        if (members.containsValue(null)) {
            throw ReadRefused.badInput("A condition or order must not be null: leave it out, or use isNull.");
        }
        return members.keySet().stream().map(String.class::cast).toList();
    }

    Given member(String name) {
        Object value = Objects.requireNonNull(((Map<?, ?>) now).get(name), name);
        return new Given(value, from.andThen(parent -> ((Map<?, ?>) parent).get(name)));
    }

    List<Given> elements() {
        return IntStream.range(0, ((List<?>) now).size())
                .mapToObj(i -> new Given(((List<?>) now).get(i), from.andThen(value -> ((List<?>) value).get(i))))
                .toList();
    }

    Bind bind(Kind kind, UnaryOperator<Object> convert) {
        return new Bind(kind.sqlType(), false, inputs -> kind.toJdbc(convert.apply(from.apply(inputs.root()))));
    }

    Bind bindAll(Kind kind, UnaryOperator<Object> convert) {
        return new Bind(kind.sqlType(), true, inputs -> ((List<?>) from.apply(inputs.root()))
                .stream().map(value -> kind.toJdbc(convert.apply(value))).toArray());
    }
}
