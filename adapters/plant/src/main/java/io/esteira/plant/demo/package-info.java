/**
 * The profile {@code demo}: database, broker, issuer and plant inside the hub's process, on 127.0.0.1. Switched on by Boot's
 * auto-configuration wherever this jar is present and no other profile is active; production never contains it.
 */
@NullMarked
package io.esteira.plant.demo;

import org.jspecify.annotations.NullMarked;
