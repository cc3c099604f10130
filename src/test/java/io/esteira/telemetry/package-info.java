@NullMarked
package io.esteira.telemetry;

import org.jspecify.annotations.NullMarked;
