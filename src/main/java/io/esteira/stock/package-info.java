/** What there is of items. */
@NullMarked
@ApplicationModule(
        displayName = "Stock",
        allowedDependencies = {"adapter", "adapter::canonical", "canonical", "platform"})
package io.esteira.stock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
