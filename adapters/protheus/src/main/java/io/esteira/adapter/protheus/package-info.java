/** Reads and writes TOTVS Protheus over REST. The README beside the pom says what it reads and which rights it needs. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"adapter", "adapter :: canonical", "adapter :: delivery", "adapter :: doctor"})
package io.esteira.adapter.protheus;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
