/** Long work on behalf of people: with progress, a way to stop it, and an end that a restart does not hide. */
@NullMarked
@ApplicationModule(displayName = "Jobs", allowedDependencies = "platform")
package io.esteira.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
