/** Receives each source record once, keeps it as it came, and has it mapped; quarantine, replay, vanished rows. */
@NullMarked
@ApplicationModule(
        displayName = "Inbox",
        allowedDependencies = {"adapter", "adapter::canonical", "canonical", "jobs", "platform"})
package io.esteira.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
