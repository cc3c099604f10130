/** Sheets of spreadsheet workbooks (.xlsx), read row by row however hostile the file is, and written. */
@NullMarked
@ApplicationModule(
        displayName = "Sheets",
        allowedDependencies = {})
package io.esteira.sheets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
