/** What was agreed with subcontractors, and how far they are with what they hold. What they have to make is told by planning. */
@NullMarked
@ApplicationModule(
        displayName = "Subcontracting",
        allowedDependencies = {"adapter", "adapter::canonical", "canonical", "planning", "platform"})
package io.esteira.subcontracting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
