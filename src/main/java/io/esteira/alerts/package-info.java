/** What a person of IT is told without asking: conditions that are watched, who has taken an alert up, and notices sent outside of the hub. */
@NullMarked
@ApplicationModule(
        displayName = "Alerts",
        allowedDependencies = {"adapter", "platform"})
package io.esteira.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
