/** The addresses of the planning system that was in use before, and the static keys by which its screens call them. */
@NullMarked
@ApplicationModule(
        displayName = "Old addresses",
        allowedDependencies = {"leadtime", "planning", "platform"})
package io.esteira.legacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
