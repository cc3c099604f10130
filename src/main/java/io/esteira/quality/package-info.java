/** Inspections of what orders make, and what was decided of them. */
@NullMarked
@ApplicationModule(
        displayName = "Quality",
        allowedDependencies = {"adapter::canonical", "canonical"})
package io.esteira.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
