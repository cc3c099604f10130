/** Holds what routes have brought against all that their sources have: counts and checksums by month, and the rows that differ. */
@NullMarked
@ApplicationModule(
        displayName = "Reconciliation",
        allowedDependencies = {"adapter", "inbox", "platform"})
package io.esteira.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
