package io.esteira;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The packages keep to what their package-info allows; no cycles, no reaching in. */
class ModularityTests {

    @Test
    void modulesKeepTheirBoundaries() {
        ApplicationModules.of(EsteiraApplication.class).verify();
    }
}
