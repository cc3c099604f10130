package io.esteira.graphql;

import io.esteira.lineage.Lineage;
import io.esteira.lineage.Lineages;
import io.esteira.platform.Caller;
import io.esteira.platform.Callers;
import io.esteira.query.Catalog;
import io.esteira.query.GlobalId;
import io.esteira.query.LoggedType;
import io.esteira.query.ReadRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;

/** Routes, runs and quarantine entries within the answer are read by the engine, by their internal ids. */
@Controller
class LineageController {

    private final Lineages lineages;
    private final Catalog catalog;
    private final Callers callers;

    LineageController(Lineages lineages, Catalog catalog, Callers callers) {
        this.lineages = lineages;
        this.catalog = catalog;
        this.callers = callers;
    }

    @QueryMapping
    @Nullable
    Lineage lineage(@Argument String id, @Argument int changes) {
        Caller caller = callers.current();
        if (!caller.hasAny(Lineages.MAY_READ)) {
            throw new AccessDeniedException("lineage");
        }
        if (changes < 1 || changes > Lineages.MOST_CHANGES) {
            throw ReadRefused.badInput("changes is from 1 to " + Lineages.MOST_CHANGES + ".");
        }
        GlobalId row = GlobalId.parse(id);
        LoggedType type = catalog.logged(row.type());
        if (!catalog.typesReadableBy(caller).contains(type.type())) {
            throw new AccessDeniedException(type.type());
        }
        return lineages.of(caller, type, row.publicId(), changes).orElse(null);
    }
}
