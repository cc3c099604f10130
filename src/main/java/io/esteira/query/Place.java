package io.esteira.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A selection and the way to it from the root, so that a statement that was compiled for one request finds the values of
 * another one of the same shape.
 */
record Place(Selection here, Function<Selection, Selection> way, Shape shape) {

    static Place root(Selection selection, Shape shape) {
        return new Place(selection, Function.identity(), shape);
    }

    String field() {
        return here.field();
    }

    String key() {
        return here.key();
    }

    List<Place> children() {
        List<Place> children = new ArrayList<>(here.children().size());
        for (int i = 0; i < here.children().size(); i++) {
            int index = i;
            children.add(new Place(
                    here.children().get(i),
                    way.andThen(selection -> selection.children().get(index)),
                    shape));
        }
        return children;
    }

    List<Place> children(String field) {
        return children().stream().filter(child -> child.field().equals(field)).toList();
    }

    /** The argument, unless it is absent or null. */
    Optional<Given> argument(String name) {
        Function<Selection, @Nullable Object> argument =
                way.andThen(selection -> selection.arguments().get(name));
        Object now = here.arguments().get(name);
        shape.looked(argument.andThen(Objects::nonNull), now != null);
        return Optional.ofNullable(now).map(value -> new Given(value, argument, shape));
    }
}
