package io.esteira.query;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A value that the request gives. What the SQL depends on is asked by {@link #decides} and its like; all else is bound. */
final class Given {

    private final Object now;
    private final Function<Selection, Object> from;
    private final Shape shape;

    /**
     * @param now what it is in the request that is compiled
     * @param from finds it in any request of the same shape
     */
    Given(Object now, Function<Selection, Object> from, Shape shape) {
        this.now = now;
        this.from = from;
        this.shape = shape;
    }

    /** What the value means for the SQL; requests of which it means something else get another statement. */
    <T> T decides(Function<Object, T> meaning) {
        return shape.looked(from.andThen(meaning::apply), meaning.apply(now));
    }

    /** An input object's members that are there. A null is refused: where it is meant, {@code isNull} says so. */
    Collection<String> names() {
        return decides(Given::namesOf);
    }

    private static List<String> namesOf(Object value) {
        Map<?, ?> members = (Map<?, ?>) value;
        if (members.containsValue(null)) {
            throw ReadRefused.badInput("A condition or order must not be null: leave it out, or use isNull.");
        }
        return members.keySet().stream().map(String.class::cast).toList();
    }

    Given member(String name) {
        Object value = Objects.requireNonNull(((Map<?, ?>) now).get(name), name);
        return new Given(value, from.andThen(parent -> ((Map<?, ?>) parent).get(name)), shape);
    }

    List<Given> elements() {
        int size = decides(value -> ((List<?>) value).size());
        return IntStream.range(0, size)
                .mapToObj(
                        i -> new Given(((List<?>) now).get(i), from.andThen(value -> ((List<?>) value).get(i)), shape))
                .toList();
    }

    /** Holds how the value is found, not what it is now: statements outlive their requests. */
    Bind bind(Kind kind, UnaryOperator<Object> convert) {
        Function<Selection, Object> found = from;
        return new Bind(kind.sqlType(), false, inputs -> kind.toJdbc(convert.apply(found.apply(inputs.root()))));
    }

    Bind bindAll(Kind kind, UnaryOperator<Object> convert) {
        Function<Selection, Object> found = from;
        return new Bind(kind.sqlType(), true, inputs -> ((List<?>) found.apply(inputs.root()))
                .stream().map(value -> kind.toJdbc(convert.apply(value))).toArray());
    }
}
