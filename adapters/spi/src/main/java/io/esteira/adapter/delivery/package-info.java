/** How a posting made in the hub reaches a source, and how its fate is read back. */
@NullMarked
@NamedInterface("delivery")
package io.esteira.adapter.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
