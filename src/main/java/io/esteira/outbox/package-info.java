/**
 * What is accepted for an ERP, whatever its kind: once under its key, with its delivery in the same transaction, confirmed and taken back.
 */
@NullMarked
@ApplicationModule(
        displayName = "Outbox",
        allowedDependencies = {"adapter::delivery", "canonical", "platform"})
package io.esteira.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
