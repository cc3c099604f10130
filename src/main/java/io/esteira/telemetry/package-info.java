/** What machines count: cumulative counters become pieces per equipment and product, whatever comes twice or late. */
@NullMarked
@ApplicationModule(
        displayName = "Telemetry",
        allowedDependencies = {"adapter", "inbox", "platform"})
package io.esteira.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
