/** Work calendars: which part of each day a company, a plant or a subcontractor works. Others count days by {@code hub.work_days}. */
@NullMarked
@ApplicationModule(
        displayName = "Work calendars",
        allowedDependencies = {"adapter", "adapter::canonical", "canonical", "platform"})
package io.esteira.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
