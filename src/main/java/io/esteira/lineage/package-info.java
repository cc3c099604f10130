/** Leads a canonical row back to the records that it was made of, and tells what happened to it since. */
@NullMarked
@ApplicationModule(
        displayName = "Lineage",
        allowedDependencies = {"platform", "query"})
package io.esteira.lineage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
