/** Compiles GraphQL reads to SQL: one statement per root field, driven by the schema itself. */
@NullMarked
@ApplicationModule(displayName = "Query", allowedDependencies = "platform")
package io.esteira.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
