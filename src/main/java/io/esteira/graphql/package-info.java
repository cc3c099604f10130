/** The contract with consumers: translates requests, refusals and errors; computes nothing. */
@NullMarked
@ApplicationModule(
        displayName = "GraphQL",
        allowedDependencies = {
            "adapter::delivery",
            "adapter::doctor",
            "alerts",
            "calendar",
            "canonical",
            "delivery",
            "documents",
            "downtime",
            "inbox",
            "jobs",
            "leadtime",
            "lineage",
            "legacy",
            "mapping",
            "operations",
            "outbox",
            "production",
            "query",
            "reconciliation",
            "subcontracting",
            "telemetry",
            "planning",
            "platform"
        })
package io.esteira.graphql;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
