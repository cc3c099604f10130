package io.esteira.graphql.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What selections that are merged have asked for so far: by the name in the answer, which must mean the same field with the same arguments
 * everywhere.
 */
final class Scope {

    private final @Nullable Scope outer;
    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, Scope> inner = new HashMap<>();
    private final List<Runnable> repeatable = new ArrayList<>();

    private Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    static Scope empty() {
        return new Scope(null);
    }

    /** A fragment's, to be spread here: its names must fit to those that are here. */
    Scope ofFragment() {
        return new Scope(this);
    }

    /** Whether the name may stand for this field here. */
    boolean takes(String key, String field) {
        String known = fields.get(key);
        return known == null ? outer == null || outer.takes(key, field) : known.equals(field);
    }

    /** What the field that the name stands for asks for. */
    Scope enter(String key, String field) {
        fields.put(key, field);
        return inner.computeIfAbsent(key, any -> new Scope(outer == null ? null : outer.innerOrEmpty(key)));
    }

    private Scope innerOrEmpty(String key) {
        return inner.getOrDefault(key, new Scope(outer == null ? null : outer.innerOrEmpty(key)));
    }

    /** Whether all that the fragment asks for may be asked for here too. */
    boolean takes(Scope fragment) {
        return fragment.fields.entrySet().stream()
                .allMatch(entry -> takes(entry.getKey(), entry.getValue())
                        && innerOrEmpty(entry.getKey()).takes(fragment.inner.getOrDefault(entry.getKey(), empty())));
    }

    /** The fragment is spread here. */
    void add(Scope fragment) {
        fragment.fields.forEach((key, field) -> enter(key, field).add(fragment.inner.getOrDefault(key, empty())));
    }

    /** Writings of fields that may be repeated here, to ask for more of the same. */
    List<Runnable> repeatable() {
        return repeatable;
    }
}
