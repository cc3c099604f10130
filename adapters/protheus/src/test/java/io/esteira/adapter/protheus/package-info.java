@NullMarked
package io.esteira.adapter.protheus;

import org.jspecify.annotations.NullMarked;
