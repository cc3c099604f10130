/** Brings postings and stops to the ERP: exactly one effect, or a person is told why not. */
@NullMarked
@ApplicationModule(
        displayName = "Delivery",
        allowedDependencies = {
            "adapter",
            "adapter::delivery",
            "canonical",
            "downtime",
            "outbox",
            "production",
            "platform"
        })
package io.esteira.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
