/** Benchmarks: run by {@code ./mvnw -Pbench verify}, never by the tests. Figures are ratios measured side by side in one run. */
@NullMarked
package io.esteira.bench;

import org.jspecify.annotations.NullMarked;
