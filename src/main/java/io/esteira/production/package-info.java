/** Items, phases, production orders with their steps, and postings. */
@NullMarked
@ApplicationModule(
        displayName = "Production",
        allowedDependencies = {"adapter", "adapter::canonical", "adapter::delivery", "canonical", "outbox", "platform"})
package io.esteira.production;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
