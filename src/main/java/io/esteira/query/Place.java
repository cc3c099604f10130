package io.esteira.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A selection and the way to it from the root, so that a statement that was compiled for one request finds the values of
 * another one of the same shape.
 */
record Place(Selection here, Function<Selection, Selection> way) {

    static Place root(Selection selection) {
        return new Place(selection, Function.identity());
    }

    String field() {
        return here.field();
    }

    String key() {
        return here.key();
    }

    List<Place> children() {
        return IntStream.range(0, here.children().size())
                .mapToObj(i -> new Place(
                        here.children().get(i),
                        way.andThen(selection -> selection.children().get(i))))
                .toList();
    }

    List<Place> children(String field) {
        return children().stream().filter(child -> child.field().equals(field)).toList();
    }

    /** The argument, unless it is absent or null. */
    Optional<Given> argument(String name) {
        return Optional.ofNullable(here.arguments().get(name))
                .map(value -> new Given(
                        value, way.andThen(selection -> selection.arguments().get(name))));
    }
}
