/** Tables as Parquet files, written as their rows come. */
@NullMarked
@ApplicationModule(
        displayName = "Parquet",
        allowedDependencies = {})
package io.esteira.parquet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
