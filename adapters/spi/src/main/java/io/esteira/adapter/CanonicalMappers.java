package io.esteira.adapter;

import java.util.List;

/** All mappers of an adapter, one bean of it: its tests ask the same list, so that the hub lacks none that they saw. */
public record CanonicalMappers(List<CanonicalMapper> all) {

    public CanonicalMappers {
        all = List.copyOf(all);
    }
}
