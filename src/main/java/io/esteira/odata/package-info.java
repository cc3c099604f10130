/** The contract as OData 4.0, for tools that read feeds: requests become queries of the contract, answers become entities. */
@NullMarked
@ApplicationModule(
        displayName = "OData",
        allowedDependencies = {"documents", "platform", "query"})
package io.esteira.odata;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
