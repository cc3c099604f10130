/** What production is planned by: lots with their forecasts, customers' orders, subcontractors. */
@NullMarked
@ApplicationModule(
        displayName = "Planning",
        allowedDependencies = {"adapter", "adapter::canonical", "canonical", "platform"})
package io.esteira.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
