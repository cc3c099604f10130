/** Reads the planning database that stands beside CSW, by JDBC: SQL in overridable files, one mapper per kind of row. */
@NullMarked
@ApplicationModule(
        displayName = "Adapter: PCP",
        allowedDependencies = {"adapter", "adapter::canonical", "adapter::doctor", "adapter::rows"})
package io.esteira.adapter.pcp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
