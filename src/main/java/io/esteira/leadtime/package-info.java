/** How long orders take: in a phase, at a subcontractor, in all; and how long they may. */
@NullMarked
@ApplicationModule(
        displayName = "Lead times",
        allowedDependencies = {"adapter", "adapter::canonical", "canonical", "planning", "platform"})
package io.esteira.leadtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
