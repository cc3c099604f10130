/** Reads CSW, an InterSystems database, by JDBC: SQL in overridable files, one mapper per kind of row. */
@NullMarked
@ApplicationModule(
        displayName = "Adapter: CSW",
        allowedDependencies = {"adapter", "adapter::canonical", "adapter::delivery", "adapter::doctor", "adapter::rows"
        })
package io.esteira.adapter.csw;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
