/** Stops of machines (paradas): reported here, read from ERPs, taken back, and why machines stop. */
@NullMarked
@ApplicationModule(
        displayName = "Downtime",
        allowedDependencies = {"adapter", "adapter::canonical", "adapter::delivery", "canonical", "outbox", "platform"})
package io.esteira.downtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
