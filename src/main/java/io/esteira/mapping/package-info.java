/** Codes of one source that mean a code of another (de-para): kept with their validity, checked, and made effective. */
@NullMarked
@ApplicationModule(
        displayName = "Code mappings",
        allowedDependencies = {"jobs", "platform", "sheets"})
package io.esteira.mapping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
