@NullMarked
package io.esteira.canonical;

import org.jspecify.annotations.NullMarked;
