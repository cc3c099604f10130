@NullMarked
package io.esteira.operations;

import org.jspecify.annotations.NullMarked;
