/** Esteira: a plant's ERPs and shop floor on one conveyor, source to adapter to inbox to canonical model to GraphQL. */
@NullMarked
package io.esteira;

import org.jspecify.annotations.NullMarked;
