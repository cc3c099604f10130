package io.esteira.graphql.oracle;

import io.esteira.platform.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that exist for a caller, and how they hang together for them. */
record NaiveView(NaiveStore store, Caller caller) {

    DescribedType type(String name) {
        return store.types().get(name);
    }

    boolean exists(NaiveRow row) {
        return switch (row.type().company()) {
            case "OWN" -> row.company() != null && caller.sees(row.company());
            case "SHARED" -> row.company() == null || caller.sees(row.company());
            default -> true;
        };
    }

    /** All of the type, deleted ones too, in the order in which the hub met them. */
    List<NaiveRow> all(DescribedType type) {
        return store.rows(type, caller.companyIds()).stream()
                .filter(this::exists)
                .toList();
    }

    @Nullable
    NaiveRow one(NaiveRow row, DescribedType.One one) {
        NaiveRow found = store.byId(type(one.target()), row.references().get(one.by()), caller.companyIds());
        return found == null || !exists(found) ? null : found;
    }

    List<NaiveRow> many(NaiveRow row, DescribedType.Many many) {
        return all(type(many.target())).stream()
                .filter(child ->
                        Long.valueOf(row.id()).equals(child.references().get(many.by())))
                .toList();
    }
}
