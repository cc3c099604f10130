/** Copies of the hub's tables as Parquet files in a folder or bucket, for Spark, Trino and DuckDB. */
@NullMarked
@ApplicationModule(
        displayName = "Lake",
        allowedDependencies = {"parquet", "platform", "query"})
package io.esteira.lake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
