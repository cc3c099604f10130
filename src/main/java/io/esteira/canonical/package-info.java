/** Writes canonical changes: envelope, merge, change log. Each capability describes its own tables. */
@NullMarked
@ApplicationModule(
        displayName = "Canonical model",
        allowedDependencies = {"adapter", "adapter::canonical", "platform"})
package io.esteira.canonical;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
