/** What IT sees: routes, start-up report, command-line verbs. */
@NullMarked
@ApplicationModule(
        displayName = "Operations",
        allowedDependencies = {
            "adapter",
            "adapter::delivery",
            "adapter::doctor",
            "inbox",
            "delivery",
            "lake",
            "platform"
        })
package io.esteira.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
