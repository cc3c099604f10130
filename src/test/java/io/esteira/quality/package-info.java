@NullMarked
package io.esteira.quality;

import org.jspecify.annotations.NullMarked;
