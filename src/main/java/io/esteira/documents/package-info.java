/** The published operations by their ids, and their answers in the forms that spreadsheets and reporting tools take. */
@NullMarked
@ApplicationModule(
        displayName = "Documents",
        allowedDependencies = {"parquet", "query", "sheets"})
package io.esteira.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
