/** The web console: its files, and where its people log in. It reads nothing of the hub but the contract, over HTTP. */
@NullMarked
@ApplicationModule(
        displayName = "Console",
        allowedDependencies = {"platform"})
package io.esteira.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
